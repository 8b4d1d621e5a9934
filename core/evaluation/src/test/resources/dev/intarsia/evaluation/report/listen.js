window.complaints = [];
addEventListener('error', e => complaints.push(e.message));
addEventListener('unhandledrejection', e => complaints.push(String(e.reason)));
addEventListener('securitypolicyviolation', e => complaints.push('blocked: ' + e.blockedURI));
for (const kind of ['error', 'warn']) console[kind] = (...words) => complaints.push(kind + ': ' + words.join(' '));
