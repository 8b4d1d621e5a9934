// The page of two replays side by side.
(() => {
  const d = drawing, { el, at, n, signed, percent } = d;
  const r = JSON.parse(at('data').textContent);
  const style = d.styles(r.titles), names = Object.keys(r.methods), metric = r.metric, paired = r.pairing.paired;
  const title = m => r.metrics[m].title, less = m => r.metrics[m].less_is_better;
  const shown = m => m === 'accuracy' ? (x, digits = 3) => percent(x, Math.max(0, digits - 2)) : n;
  const change = m => m === 'accuracy' ? (x, digits = 3) => x == null ? '–' : signed(100 * x, Math.max(1, digits - 2)) + ' pts' : signed;
  const titled = name => [el('span', { class: 'named' }, d.key(style, name, false), style.title(name))];
  const clear = v => paired ? v.p_holm < 0.05 : v.difference.low > 0 || v.difference.high < 0;
  const measured = Object.keys(r.metrics).filter(m => names.some(x => r.methods[x][m]));

  at('eyebrow').append(el('b', {}, 'Intarsia replays compared'), ` · ${r.task} · ${r.first.name} · ${r.second.name}`);
  at('details').append(
    el('li', {}, paired ? `Paired: ${r.pairing.why}, ${n(r.pairing.questions, 0)} questions of ${n(r.pairing.users, 0)} users.`
      : `Not paired: ${r.pairing.why}. Each side’s own interval counts, so only large differences show.`),
    ...[['A', r.first], ['B', r.second]].map(([letter, x]) => el('li', {}, `${letter} is ${x.name.slice(3)}: ${x.dataset}, ${x.protocol}, ${n(x.predictions, 0)} questions of ${n(x.users, 0)} users.`)),
    ...[['A', r.only_first], ['B', r.only_second]].filter(([, x]) => x.length).map(([letter, x]) => el('li', {}, `Only in ${letter}: ${x.map(style.title).join(', ')}.`)));

  const state = { metric };
  const rows = () => names.filter(x => r.methods[x][state.metric]).map(name => ({ name, v: r.methods[name][state.metric] }))
    .sort((a, b) => (a.v.difference.value - b.v.difference.value) * (less(state.metric) ? 1 : -1));
  const height = () => 56 + rows().length * (d.narrow() ? 38 : 44);
  const sides = () => rows().flatMap(x => [{ name: x.name, old: true, more: 'A', ...x.v.first }, { name: x.name, label: '', more: 'B', ...x.v.second }]);
  const figures = m => [{ title: `${title(m)} in A`, value: x => r.methods[x][m]?.first.value, show: x => cell(m, r.methods[x][m]?.first, shown(m)) }, { title: 'in B', value: x => r.methods[x][m]?.second.value, show: x => cell(m, r.methods[x][m]?.second, shown(m)) },
    { title: 'B less A', falling: !less(m), value: x => r.methods[x][m]?.difference.value, show: x => [...cell(m, r.methods[x][m]?.difference, change(m)), r.methods[x][m] ? verdict(m, r.methods[x][m]) : ''] }];
  const cell = (m, x, show) => x ? [show(x.value), el('small', {}, `${show(x.low)} to ${show(x.high)}`)] : ['–'];
  const p = v => v.p_holm == null ? '' : `, p = ${n(v.p_holm)}`;
  const verdict = (m, v) => v.difference.low === 0 && v.difference.high === 0 ? el('small', {}, 'the same') : !clear(v) ? el('small', {}, `not clear${p(v)}`) : (v.difference.value < 0) === less(m) ? el('small', { class: 'better' }, `better${p(v)}`) : el('small', { class: 'worse' }, `worse${p(v)}`);

  if (names.length) {
    const updates = [
      d.chart(at('differences-chart'), { title: () => `${title(state.metric)} in B less that in A`, height,
        make: () => d.forest(rows().map(x => ({ name: x.name, ...x.v.difference, more: x.v.p_holm == null ? '' : `p = ${n(x.v.p_holm)} after Holm’s correction` })), style, { mark: 0, show: change(state.metric), name: `difference in ${title(state.metric)}`, figures: false }),
        told: () => ({ label: `Differences in ${title(state.metric)} with 95 % intervals.`, columns: [{ title: 'Method', text: true, value: x => style.title(x.name) }, { title: 'B less A', value: x => x.v.difference.value, show: x => cell(state.metric, x.v.difference, change(state.metric)) }], rows: rows() }) }),
      d.chart(at('sides-chart'), { title: () => `${title(state.metric)} in A (hollow) and in B (filled)`, height,
        make: () => d.forest(sides(), style, { show: shown(state.metric), name: title(state.metric), hollow: x => x.old, figures: false }),
        told: () => ({ label: `${title(state.metric)} in A and in B with 95 % intervals.`, columns: [{ title: 'Method', text: true, value: x => `${style.title(x.name)} in ${x.more}` }, { title: title(state.metric), value: x => x.value, show: x => cell(state.metric, x, shown(state.metric)) }], rows: sides() }) })];
    const fill = () => at('differences-table').replaceChildren(d.table([{ title: 'Method', text: true, value: style.title, show: titled }, ...figures(state.metric)], names.filter(x => r.methods[x][state.metric]), { sorted: 3, falling: !less(state.metric) }));
    const explain = () => { at('differences-intro').textContent = `${less(state.metric) ? 'Less is better: left of the line, B is better.' : 'More is better: right of the line, B is better.'} Bars are 95 % intervals over users.`; };
    const show = m => { state.metric = m; explain(); updates.forEach(f => f()); fill(); };
    at('differences-controls').append(d.select('Metric', measured.map(m => [m, title(m)]), metric, show));
    explain(); fill(); d.followers.push(fill);
    at('differences-note').textContent = paired ? `Intervals come from resamples of users, the same for both replays and all methods. p-values are corrected after Holm for ${names.length} methods.`
      : 'The questions differ, so both sides’ uncertainties add up and there are no p-values.';
  } else at('differences').hidden = true;

  const pair = { method: names.find(x => x !== 'base') || names[0] };
  const gains = () => r.by_user.map(u => ({ ...u, a: u.first[pair.method], b: u.second[pair.method] })).filter(u => u.a != null && u.b != null)
    .map(u => ({ ...u, gain: (u.a - u.b) * (less(metric) ? 1 : -1), told: [`${title(metric)} ${shown(metric)(u.a)} → ${shown(metric)(u.b)}`, `${n(u.questions, 0)} questions`] })).sort((a, b) => b.gain - a.gain);
  if (r.by_user.length && names.length) {
    const best = names.filter(x => r.methods[x][metric]).sort((a, b) => (r.methods[a][metric].second.value - r.methods[b][metric].second.value) * (less(metric) ? 1 : -1));
    pair.method = best.find(x => !['base', 'simple'].includes(style.family(x))) || best[0];
    const say = () => at('users-verdicts').replaceChildren(...d.verdicts(gains()));
    const update = d.chart(at('users-chart'), { height: () => d.narrow() ? 260 : 320, make: () => d.gains(gains(), { name: `gain in ${title(metric)}`, show: change(metric) }),
      told: () => ({ label: `Gain of each of ${gains().length} users.`, columns: [{ title: 'User', text: true, value: u => u.user }, { title: 'Questions', value: u => u.questions }, { title: 'A', value: u => u.a, show: u => shown(metric)(u.a) }, { title: 'B', value: u => u.b, show: u => shown(metric)(u.b) }, { title: 'Gain', falling: true, value: u => u.gain, show: u => change(metric)(u.gain) }], rows: gains() }) });
    at('users-controls').append(d.select('Method', best.map(x => [x, style.title(x)]), pair.method, v => { pair.method = v; say(); update(); }));
    say();
  } else at('users').hidden = true;

  const costs = Object.keys(r.costs);
  if (costs.length) {
    const column = (name, f, show) => ({ title: name, value: x => f(r.costs[x].second), show: x => `${show(f(r.costs[x].first))} → ${show(f(r.costs[x].second))}` });
    const fill = () => at('costs-table').replaceChildren(d.table([{ title: 'Method', text: true, value: style.title, show: titled }, column('Kept per user', c => c.bytes_per_user, d.bytes), column('Operations to learn an event', c => c.flops.learning_per_event, d.flops), column('Operations per answer', c => c.flops.per_answer, d.flops),
      column('Time to learn an event', c => c.seconds?.learning_per_event, d.seconds), column('Time per answer', c => c.seconds?.per_answer, d.seconds)], costs));
    fill(); d.followers.push(fill);
  } else at('costs').hidden = true;

  at('changed-table').append(r.changed.length ? d.table([{ title: 'What', text: true, value: x => x.what }, { title: 'A', text: true, value: x => x.first, show: x => [el('code', {}, x.first)] }, { title: 'B', text: true, value: x => x.second, show: x => [el('code', {}, x.second)] }], r.changed, { sortable: false })
    : el('p', { class: 'soft' }, 'Nothing: the same recording, protocol, base model, settings and seed.'));
  document.querySelectorAll('section[data-nav]').forEach(s => s.hidden || at('nav').append(el('li', {}, el('a', { href: '#' + s.id }, s.dataset.nav))));
})();
