// The page of one replay. It draws what the report says and computes nothing that needs statistics.
(() => {
  const d = drawing, { el, at, n, signed, percent } = d;
  const r = JSON.parse(at('data').textContent);
  const style = d.styles(r.titles), names = Object.keys(r.methods), metric = r.metric;
  const metricTitle = m => r.metrics[m].title, lessIsBetter = m => r.metrics[m].less_is_better;
  const shown = m => m === 'accuracy' ? (x, digits = 3) => percent(x, Math.max(0, digits - 2)) : n;
  const shownChange = m => m === 'accuracy' ? (x, digits = 3) => x == null ? '–' : signed(100 * x, Math.max(1, digits - 2)) + ' pts' : signed;
  const value = (m, name) => r.methods[name] && r.methods[name][m] ? r.methods[name][m].value : null;
  const bestFirst = (m, list = names) => list.filter(x => value(m, x) != null).sort((a, b) => (value(m, a) - value(m, b)) * (lessIsBetter(m) ? 1 : -1));
  const best = family => bestFirst(metric, names.filter(x => style.family(x) === family))[0];
  const personal = names.filter(x => !['base', 'simple'].includes(style.family(x))), bestPersonal = bestFirst(metric, personal)[0];
  const difference = (m, reference, method) => r.differences.find(x => x.metric === m && x.reference === reference && x.method === method);
  const titled = name => [el('span', { class: 'named' }, d.key(style, name, false), style.title(name))];
  const better = m => lessIsBetter(m) ? 'Less is better.' : 'More is better.';

  // Above everything
  const PROTOCOLS = { 'prequential': 'asked first, learned after, through the whole stream', 'time-split': 'the last fifth of each user’s events asked', 'user-split': 'cold users, everything learned from others' };
  at('eyebrow').append(el('b', {}, r.live ? 'Intarsia demo' : 'Intarsia replay'), ` · ${r.dataset.name} · ${r.task} · ${r.protocol}${PROTOCOLS[r.protocol] ? ': ' + PROTOCOLS[r.protocol] : ''}`);
  at('details').append(...r.details.map(x => el('li', {}, x)));
  const tiles = el('dl', { class: 'tiles' });
  at('details').after(tiles);
  const tile = (term, text) => tiles.append(el('div', {}, el('dt', {}, term), el('dd', {}, text)));
  tile(`${r.predictions === 1 ? 'question' : 'questions'}, put to ${n(r.users, 0)} ${r.users === 1 ? 'user' : 'users'}`, n(r.predictions, 0));
  if (bestPersonal && value(metric, 'base')) {
    const change = (value(metric, bestPersonal) - value(metric, 'base')) / value(metric, 'base');
    tile(`${metricTitle(metric)} against the base model, ${personal.length > 1 ? `best of ${personal.length} personal methods` : style.title(bestPersonal)}`, (change > 0 ? '+' : '') + percent(change));
    const gains = r.by_user.filter(u => (u.methods[bestPersonal] - u.methods.base) * (lessIsBetter(metric) ? 1 : -1) < 0).length;
    tile(`of users are better off with ${style.title(bestPersonal)}`, percent(gains / r.by_user.length, 0));
    if (r.costs[bestPersonal]) tile(`kept per user for ${style.title(bestPersonal)}`, d.bytes(r.costs[bestPersonal].bytes_per_user));
  }
  if (r.live) Object.entries(r.live.tiles).forEach(([term, text]) => tile(term, text));

  // Which methods the curves show
  const chosen = new Set([...new Set(['base', best('prompt'), best('own'), best('pieces'), best('simple')])].filter(x => x && names.includes(x)));
  const updates = [];
  const fillChips = () => document.querySelectorAll('.chip-place').forEach((place, i) => {
    const focused = place.contains(document.activeElement) ? document.activeElement.value : null;
    const open = place.querySelector('details') ? place.querySelector('details').open : i === 0 && !d.narrow();
    place.replaceChildren(
      el('ul', { class: 'legend', 'aria-label': 'Methods in the curves' }, ...inOrder().map(name => el('li', {}, d.key(style, name), style.title(name)))),
      el('details', { open }, el('summary', {}, 'Choose methods'), el('fieldset', { class: 'chips', 'aria-label': 'Methods in the curves' }, ...names.map(name => el('label', {},
        el('input', { type: 'checkbox', value: name, checked: chosen.has(name), onchange: e => {
          e.target.checked ? chosen.add(name) : chosen.delete(name);
          fillChips(); updates.forEach(f => f());
        } }), d.key(style, name), style.title(name))))));
    if (focused) [...place.querySelectorAll('input')].find(x => x.value === focused)?.focus();
  });
  const inOrder = () => names.filter(x => chosen.has(x));

  // Methods
  const state = { metric, reference: '' };
  const references = [...new Set(r.differences.map(x => x.reference))];
  const intervals = () => state.reference === ''
    ? bestFirst(state.metric).map(name => ({ name, ...r.methods[name][state.metric] }))
    : r.differences.filter(x => x.metric === state.metric && x.reference === state.reference).map(x => ({ name: x.method, value: x.value, low: x.low, high: x.high, more: `p = ${n(x.p_holm)} after Holm’s correction` }))
      .sort((a, b) => (a.value - b.value) * (lessIsBetter(state.metric) ? 1 : -1));
  const forestShow = () => state.reference === '' ? shown(state.metric) : shownChange(state.metric);
  const updateForest = d.chart(at('methods-chart'), {
    height: () => 52 + intervals().length * (d.narrow() ? 34 : 28),
    make: () => d.forest(intervals(), style, { mark: state.reference === '' ? value(state.metric, 'base') : 0, show: forestShow(),
      name: `${metricTitle(state.metric)}${state.reference === '' ? '' : ' less that of ' + style.title(state.reference)}` }),
    told: () => ({ label: `${metricTitle(state.metric)} of ${intervals().length} methods with 95 % intervals, best first: ${intervals().slice(0, 3).map(x => `${style.title(x.name)} ${forestShow()(x.value)}`).join(', ')} and so on.`,
      columns: [{ title: 'Method', text: true, value: x => style.title(x.name) }, { title: metricTitle(state.metric), value: x => x.value, show: x => forestShow()(x.value) },
        { title: '95 % from', value: x => x.low, show: x => forestShow()(x.low) }, { title: 'to', value: x => x.high, show: x => forestShow()(x.high) }], rows: intervals() }) });
  const explain = () => { at('methods-intro').textContent = `${better(state.metric)} Bars are 95 % intervals over users. ` + (state.reference === '' ? 'The dashed line is the base model.' : 'Right of the dashed line the figure is higher than the reference’s; an interval that leaves it out is a difference that chance hardly explains.'); };
  const shownAs = el('span');
  const offerReferences = () => {
    const offered = references.filter(x => r.differences.some(y => y.metric === state.metric && y.reference === x));
    if (!offered.includes(state.reference)) state.reference = '';
    shownAs.replaceChildren(d.select('Shown as', [['', 'values'], ...offered.map(x => [x, `difference from ${style.title(x)}`])], state.reference, v => { state.reference = v; explain(); updateForest(); }));
  };
  at('methods-controls').append(
    d.select('Metric', Object.keys(r.metrics).filter(m => bestFirst(m).length).map(m => [m, metricTitle(m)]), metric, v => { state.metric = v; offerReferences(); explain(); updateForest(); }), shownAs);
  offerReferences();
  explain();
  const hasBase = references.includes('base');
  const cell = (m, x, show) => x ? [show(x.value), el('small', {}, `${show(x.low)} to ${show(x.high)}`)] : '–';
  const verdict = x => !x ? '' : x.p_holm >= 0.05 ? el('small', {}, `not clear, p = ${n(x.p_holm)}`) :
    (x.value < 0) === lessIsBetter(x.metric) ? el('small', { class: 'better' }, `better, p = ${n(x.p_holm)}`) : el('small', { class: 'worse' }, `worse, p = ${n(x.p_holm)}`);
  const fillMethods = () => at('methods-table').replaceChildren(d.table([
    { title: 'Method', text: true, value: style.title, show: titled },
    ...Object.keys(r.metrics).filter(m => bestFirst(m).length).map(m => ({ title: metricTitle(m), falling: !lessIsBetter(m), value: x => value(m, x), show: x => cell(m, r.methods[x][m], shown(m)) })),
    ...(hasBase ? [{ title: `${metricTitle(metric)} against base`, falling: !lessIsBetter(metric), value: x => x === 'base' ? 0 : difference(metric, 'base', x)?.value,
      show: x => { const y = difference(metric, 'base', x); return y ? [shownChange(metric)(y.value), el('small', {}, `${shownChange(metric)(y.low)} to ${shownChange(metric)(y.high)}`), verdict(y)] : '–'; } }] : [])],
  names, { sorted: 1 + Object.keys(r.metrics).filter(m => bestFirst(m).length).indexOf(metric), falling: !lessIsBetter(metric) }));
  fillMethods();
  at('methods-note').textContent = `Each figure is that of all ${n(r.predictions, 0)} questions together, so users count by how much they were asked. Intervals come from ${n(r.bootstrap.resamples, 0)} resamples of users, the same for every method, so differences are paired. ` +
    `p-values are corrected after Holm for comparing ${names.length - 1} methods with one reference. Of several methods the best one is also the luckiest one: its lead is a little too large.`;

  // Curves
  const CURVES = {
    earlier: ['What is known', 'events of the user before the question', p => p.from === p.to ? n(p.from, 0) : `${n(p.from, 0)}–${n(p.to, 0)}`, 'How quality grows with what could be learned of a user before each question.' + (r.live ? ' Events sampled along the whole stream count here as well.' : '')],
    activity: ['How active', 'events of the user before the last question', p => p.from === p.to ? n(p.from, 0) : `${n(p.from, 0)}–${n(p.to, 0)}`, 'Users in groups of as many each, from the least to the most active.'],
    place: ['Along the questions', 'part of the user’s questions', p => `${n(100 * p.from, 0)}–${n(100 * p.to, 0)} %`, 'From each user’s first question to the last; users with few questions are left out.'],
    calendar: ['By calendar', 'date of the question', p => new Date(p.from).toISOString().slice(0, 7), 'Questions in parts of as many each, from the oldest to the newest.'] };
  const curve = { name: 'earlier' };
  const drawCurve = (points, categoryOf, axisName) => ({
    categories: points.map(p => ({ title: categoryOf(p), long: `${categoryOf(p)}: ${n(p.questions, 0)} questions of ${n(p.users, 0)} users` })),
    lines: inOrder().filter(name => points.some(p => p.methods[name])).map(name => ({ name, points: points.map(p => p.methods[name] || null) })), axisName });
  const told = (drawn, what) => ({
    label: `${metricTitle(metric)} ${what} for ${drawn.lines.map(l => style.title(l.name)).join(', ')}.`,
    columns: [{ title: drawn.axisName, text: true, value: x => x.i, show: x => drawn.categories[x.i].long },
      ...drawn.lines.map(l => ({ title: style.title(l.name), value: x => l.points[x.i]?.value, show: x => cell(metric, l.points[x.i], shown(metric)) }))],
    rows: drawn.categories.map((_, i) => ({ i })) });
  const growth = () => drawCurve(r.curves[curve.name], CURVES[curve.name][2], CURVES[curve.name][1]);
  const there = Object.keys(CURVES).filter(c => (r.curves[c] || []).length > 1);
  if (there.length) {
    curve.name = there[0];
    const say = () => { at('growth-intro').textContent = `${CURVES[curve.name][3]} ${better(metric)} Bands are 95 % intervals, shown for up to four methods.`; };
    const update = d.chart(at('growth-chart'), { height: () => d.narrow() ? 300 : 400,
      make: () => { const g = growth(); return d.lines(g.categories, g.lines, style, { name: metricTitle(metric), axisName: g.axisName, show: shown(metric) }); },
      told: () => told(growth(), 'by ' + CURVES[curve.name][1]) });
    updates.push(update);
    at('growth-controls').append(d.tabs('Along what', 'curve', there.map(c => [c, CURVES[c][0]]), curve.name, v => { curve.name = v; say(); update(); }));
    say();
  } else at('growth').hidden = true;

  // Users
  const pair = { method: bestPersonal || names[names.length - 1], reference: names.includes('base') ? 'base' : names[0] };
  const gains = () => r.by_user.map(u => ({ ...u, gain: (u.methods[pair.reference] - u.methods[pair.method]) * (lessIsBetter(metric) ? 1 : -1) })).filter(u => Number.isFinite(u.gain)).sort((a, b) => b.gain - a.gain);
  if (names.length > 1 && bestFirst(metric).length > 1) {
    const say = () => at('users-verdicts').replaceChildren(...d.verdicts(gains()));
    const update = d.chart(at('users-chart'), { height: () => d.narrow() ? 260 : 320,
      make: () => d.gains(gains().map(u => ({ ...u, told: [`${metricTitle(metric)} ${shown(metric)(u.methods[pair.reference])} → ${shown(metric)(u.methods[pair.method])}`, `${n(u.questions, 0)} questions, ${n(u.earlier, 0)} events before the last`] })),
        { name: d.narrow() ? `gain in ${metricTitle(metric)}` : `gain in ${metricTitle(metric)} over ${style.title(pair.reference)}`, show: shownChange(metric) }),
      told: () => ({ label: `Gain of ${style.title(pair.method)} over ${style.title(pair.reference)} for each of ${gains().length} users.`,
        columns: [{ title: 'User', text: true, value: u => u.user }, { title: 'Questions', value: u => u.questions }, { title: 'Events before the last', value: u => u.earlier },
          { title: style.title(pair.reference), value: u => u.methods[pair.reference], show: u => shown(metric)(u.methods[pair.reference]) }, { title: style.title(pair.method), value: u => u.methods[pair.method], show: u => shown(metric)(u.methods[pair.method]) },
          { title: 'Gain', falling: true, value: u => u.gain, show: u => shownChange(metric)(u.gain) }], rows: gains() }) });
    const options = bestFirst(metric).map(x => [x, style.title(x)]);
    at('users-controls').append(d.select('Method', options, pair.method, v => { pair.method = v; say(); update(); }), d.select('over', options, pair.reference, v => { pair.reference = v; say(); update(); }));
    say();
  } else at('users').hidden = true;

  // Change
  const MOVED = { 'wasserstein': 'the earth mover’s distance between the answers of both halves, in units of the scale', 'total-variation': 'the total variation between the answers of both halves' };
  if (r.shift.windows.length > 1) {
    const measured = r.shift.by_distance.length > 1;
    const sure = r.shift.users.filter(u => u.distance - u.chance > 0).length;
    at('shift-intro').textContent = 'Each user’s questions are parted into an older and a newer half' + (measured
      ? `, and what the user answered is compared: ${MOVED[r.shift.distance] || r.shift.distance}, less what chance alone would give. ${n(sure, 0)} of ${n(r.shift.users.length, 0)} users moved more than chance explains on average.` : '.') + ' Users with fewer than eight questions are left out.';
    const [old, now] = r.shift.windows;
    const rows = () => inOrder().filter(x => old.methods[x] && now.methods[x]).flatMap(name => [
      { name, old: true, more: 'older half', ...old.methods[name] }, { name, label: '', more: 'newer half', ...now.methods[name] }]);
    updates.push(d.chart(at('shift-windows'), { title: () => `${metricTitle(metric)} in the older half (hollow) and in the newer one (filled)`, height: () => 56 + rows().length * 27,
      make: () => d.forest(rows(), style, { name: metricTitle(metric), show: shown(metric), hollow: x => x.old, figures: false }),
      told: () => ({ label: `${metricTitle(metric)} in the older and the newer half of users’ questions.`, columns: [{ title: 'Method', text: true, value: x => style.title(x.name) + (x.old ? ', older half' : ', newer half') },
        { title: metricTitle(metric), value: x => x.value, show: x => cell(metric, x, shown(metric)) }], rows: rows() }) }));
    if (measured) {
      const by = () => drawCurve(r.shift.by_distance, p => p.from === p.to ? signed(p.from, 2) : `${signed(p.from, 2)} to ${signed(p.to, 2)}`, 'how far users moved, beyond chance');
      updates.push(d.chart(at('shift-distance'), { title: () => `${metricTitle(metric)} in the newer half, by how far users moved`, height: () => Math.max(300, 56 + rows().length * 27),
        make: () => { const g = by(); return d.lines(g.categories, g.lines, style, { name: '', axisName: g.axisName, show: shown(metric) }); }, told: () => told(by(), 'by how far users moved') }));
    } else at('shift-distance').hidden = true;
  } else at('shift').hidden = true;

  // Calibration
  const calibrated = names.filter(x => r.calibration[x]);
  if (calibrated.length) {
    const scale = calibrated.some(x => r.calibration[x].transform);
    at('calibration-intro').textContent = 'Left: when a method gives its likeliest answer a probability, how often is that answer right? On the diagonal, as often as it says; below it, the method is too sure of itself.' +
      (scale ? ' Right: where in the predicted distribution the truth fell. Level at 10 % is right; a valley in the middle means distributions that are too narrow, a hill ones that are too wide.' : '');
    const lines = () => inOrder().filter(x => r.calibration[x]);
    updates.push(d.chart(at('calibration-reliability'), { title: () => 'Said and found', height: () => d.narrow() ? 300 : 360,
      make: () => ({ grid: { left: 12, right: 18, top: 30, bottom: 40, containLabel: true },
        tooltip: d.tooltip({ formatter: p => p.data && p.data[2] ? `<b>${d.escape(p.seriesName)}</b><br>said ${percent(p.data[0])}, found ${percent(p.data[1])}<br>${n(p.data[2], 0)} questions` : '' }),
        xAxis: d.axis({ type: 'value', min: 0, max: 1, name: 'probability of the likeliest answer', nameLocation: 'middle', nameGap: 28, axisLabel: { formatter: v => percent(v, 0) } }),
        yAxis: d.axis({ type: 'value', min: 0, max: 1, name: 'how often it is right', nameTextStyle: { align: 'left', color: d.ink('soft') }, axisLabel: { formatter: v => percent(v, 0) } }),
        series: [{ type: 'line', silent: true, symbol: 'none', data: [[0, 0], [1, 1]], lineStyle: { color: d.ink('soft'), type: 'dashed', width: 1 } },
          ...lines().map(name => ({ type: 'line', name: style.title(name), symbol: style.symbol(name), symbolSize: x => 5 + 12 * Math.sqrt(x[2] / r.calibration[name].questions), data: r.calibration[name].reliability.map(b => [b.probability, b.frequency, b.questions]),
            lineStyle: { color: style.colour(name), width: 2, type: style.dash(name) }, itemStyle: { color: style.colour(name) } }))] }),
      told: () => ({ label: `Reliability of ${lines().map(style.title).join(', ')}.`, columns: [{ title: 'Method', text: true, value: x => style.title(x.name) }, { title: 'Said', value: x => x.probability, show: x => percent(x.probability) },
        { title: 'Found', value: x => x.frequency, show: x => percent(x.frequency) }, { title: 'Questions', value: x => x.questions }], rows: lines().flatMap(name => r.calibration[name].reliability.map(b => ({ name, ...b }))) }) }));
    if (scale) {
      const parts = Array.from({ length: 10 }, (_, i) => ({ title: `${10 * i}–${10 * i + 10}` }));
      updates.push(d.chart(at('calibration-transform'), { title: () => 'Where the truth fell in the predicted distribution', height: () => d.narrow() ? 300 : 360,
        make: () => { const o = d.lines(parts, lines().map(name => ({ name, points: r.calibration[name].transform.map(x => ({ value: x, low: x, high: x })) })), style, { name: 'share of questions', axisName: 'percentiles of the prediction', show: x => percent(x, 0) });
          o.yAxis.min = 0; o.yAxis.max = undefined; o.tooltip.formatter = list => `<b>${parts[list[0].dataIndex].title} %</b><br>` + list.filter(x => x.seriesType === 'line').map(x => `${d.escape(x.seriesName)}: ${percent(x.value)}`).join('<br>');
          o.series = o.series.filter(s => s.type === 'line'); if (o.series[0]) o.series[0].markLine = { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: d.ink('soft'), type: 'dashed', width: 1 }, precision: 9, data: [{ yAxis: 0.1 }] };
          return o; },
        told: () => ({ label: `Probability integral transform of ${lines().map(style.title).join(', ')}.`, columns: [{ title: 'Percentiles', text: true, value: x => x.i, show: x => parts[x.i].title }, ...lines().map(name => ({ title: style.title(name), value: x => r.calibration[name].transform[x.i], show: x => percent(r.calibration[name].transform[x.i]) }))], rows: parts.map((_, i) => ({ i })) }) }));
    } else at('calibration-transform').hidden = true;
    const fill = () => at('calibration-table').replaceChildren(d.table([{ title: 'Method', text: true, value: style.title, show: titled },
      { title: 'Expected calibration error', value: x => r.calibration[x].ece, show: x => percent(r.calibration[x].ece) }, { title: 'Brier score', value: x => r.calibration[x].brier, show: x => n(r.calibration[x].brier) },
      ...(scale ? ['0.5', '0.8', '0.9'].map(q => ({ title: `In the central ${percent(+q, 0)}`, value: x => r.calibration[x].coverage?.[q], show: x => percent(r.calibration[x].coverage?.[q]) })) : [])], calibrated, { sorted: 1 }));
    fill(); d.followers.push(fill);
  } else at('calibration').hidden = true;

  // Costs
  const costs = names.filter(x => r.costs[x]);
  const COSTS = { bytes_per_user: ['bytes kept per user', c => c.bytes_per_user, d.bytes], learning: ['operations to learn from one event', c => c.flops.learning_per_event, d.flops], answering: ['operations per answer', c => c.flops.per_answer, d.flops],
    learning_seconds: ['seconds to learn from one event', c => c.seconds?.learning_per_event, d.seconds], answering_seconds: ['seconds per answer', c => c.seconds?.per_answer, d.seconds] };
  if (costs.length) {
    const cost = { kind: 'learning' };
    const points = () => bestFirst(metric, costs).map(name => ({ name, x: COSTS[cost.kind][1](r.costs[name]), y: r.methods[name][metric] })).filter(p => p.x != null);
    // Names that would cover one another move down; towards the right edge they stand left of their points.
    const apart = (xs, ys, range) => {
      const left = Math.min(...xs), width = Math.max(...xs) - left || 1, height = (d.narrow() ? 340 : 420) - 95, line = d.narrow() ? 12 : 14, taken = [];
      const places = xs.map(x => ({ right: (x - left) / width < 0.55, down: 0 }));
      xs.map((_, i) => i).sort((a, b) => ys[a] - ys[b]).forEach(i => {
        let y = ys[i] / range * height;
        const near = taken.filter(t => t.right === places[i].right && Math.abs(t.x - (xs[i] - left) / width) < 0.3);
        near.forEach(t => { y = Math.max(y, t.y + line); });
        places[i].down = y - ys[i] / range * height;
        taken.push({ x: (xs[i] - left) / width, y, right: places[i].right });
      });
      return places;
    };
    const update = d.chart(at('costs-chart'), { height: () => d.narrow() ? 340 : 420,
      make: () => {
        const p = points(), positive = p.map(q => q.x).filter(x => x > 0), least = positive.length ? Math.min(...positive) : 1, floor = Math.pow(10, Math.floor(Math.log10(least)) - 1);
        const ys = p.flatMap(q => [q.y.low, q.y.high]), low = Math.min(...ys), high = Math.max(...ys), room = (high - low || 0.1) * 0.06;
        const places = apart(p.map(q => Math.log(Math.max(q.x, floor))), p.map(q => (lessIsBetter(metric) ? 1 : -1) * q.y.value), high - low + 2 * room);
        return { grid: { left: 12, right: 24, top: 30, bottom: 40, containLabel: true },
          tooltip: d.tooltip({ formatter: q => { const t = p[q.dataIndex]; return t ? `<b>${d.escape(style.title(t.name))}</b><br>${metricTitle(metric)} ${shown(metric)(t.y.value)} (${shown(metric)(t.y.low)} to ${shown(metric)(t.y.high)})<br>${COSTS[cost.kind][0]}: ${COSTS[cost.kind][2](t.x)}` : ''; } }),
          xAxis: d.axis({ type: 'log', min: floor, name: COSTS[cost.kind][0], nameLocation: 'middle', nameGap: 28, axisLabel: { hideOverlap: true, formatter: v => v <= floor * 1.001 ? 'none' : COSTS[cost.kind][2](v).replace(/\.0+(?=\D|$)/, '') } }),
          yAxis: d.axis({ type: 'value', inverse: lessIsBetter(metric), name: metricTitle(metric), nameLocation: lessIsBetter(metric) ? 'start' : 'end', nameTextStyle: { align: 'left', color: d.ink('soft') }, min: low - room, max: high + room, axisLabel: { showMinLabel: false, showMaxLabel: false, formatter: v => shown(metric)(v, 2) } }),
          series: [{ type: 'custom', silent: true, data: p.map(q => [Math.max(q.x, floor), q.y.low, q.y.high]), encode: { x: 0, y: [1, 2] }, renderItem: (_, api) => { const a = api.coord([api.value(0), api.value(1)]), b = api.coord([api.value(0), api.value(2)]); return { type: 'line', shape: { x1: a[0], y1: a[1], x2: b[0], y2: b[1] }, style: { stroke: style.colour(p[_.dataIndex].name), lineWidth: 1.5, opacity: 0.45 } }; } },
            { type: 'scatter', z: 3, data: p.map((q, i) => ({ value: [Math.max(q.x, floor), q.y.value], symbol: style.symbol(q.name), symbolSize: 12, itemStyle: { color: style.colour(q.name), opacity: 1 },
              label: { show: !d.narrow(), position: places[i].right ? 'right' : 'left', distance: 7, offset: [0, places[i].down], formatter: style.title(q.name), color: d.ink('ink'), fontSize: d.narrow() ? 10 : 11.5, width: d.narrow() ? 100 : 230, overflow: 'truncate' } })) }] };
      },
      told: () => ({ label: `${metricTitle(metric)} against ${COSTS[cost.kind][0]}.`, columns: [{ title: 'Method', text: true, value: x => style.title(x.name) }, { title: COSTS[cost.kind][0], value: x => x.x, show: x => COSTS[cost.kind][2](x.x) },
        { title: metricTitle(metric), value: x => x.y.value, show: x => cell(metric, x.y, shown(metric)) }], rows: points() }) });
    const keys = () => at('costs-key').replaceChildren(...costs.map(name => el('li', {}, d.key(style, name, false), style.title(name))));
    keys(); d.followers.push(keys);
    at('costs-controls').append(d.select('Cost', Object.entries(COSTS).filter(([, v]) => costs.some(x => v[1](r.costs[x]) > 0)).map(([k, v]) => [k, v[0]]), cost.kind, v => { cost.kind = v; update(); }));
    const column = (title, f, show) => ({ title, value: x => f(r.costs[x]), show: x => show(f(r.costs[x])) });
    const fill = () => at('costs-table').replaceChildren(d.table([{ title: 'Method', text: true, value: style.title, show: titled },
      column('Kept per user', c => c.bytes_per_user, d.bytes), column('Kept for all', c => c.shared_bytes, d.bytes), column('Operations before the first user', c => c.flops.preparing, d.flops), column('… to learn an event', c => c.flops.learning_per_event, d.flops), column('… per answer', c => c.flops.per_answer, d.flops),
      column('Time before the first user', c => c.seconds?.preparing, d.seconds), column('… to learn an event', c => c.seconds?.learning_per_event, d.seconds), column('… to learn a user', c => c.seconds?.learning_per_user, d.seconds), column('… per answer', c => c.seconds?.per_answer, d.seconds)], costs));
    fill(); d.followers.push(fill);
  } else at('costs').hidden = true;

  // What running services add
  if (r.live) r.live.sections.forEach(s => at('excluded').before(el('section', { id: s.id, 'data-nav': s.nav }, el('h2', {}, s.title), el('p', { class: 'soft intro' }, s.intro),
    el('div', { class: 'scroll whole', tabindex: 0, role: 'region', 'aria-label': s.title }, d.table(s.columns.map((title, i) => ({ title, text: true, value: x => x[i] })), s.rows, { sortable: false })))));

  // Left out, and how measured
  const left = Object.entries(r.excluded);
  if (r.live && !left.length && !r.ties) at('excluded').hidden = true;
  at('excluded-table').append(left.length ? d.table([{ title: 'Why', text: true, value: x => x[0] }, { title: 'Records', value: x => x[1], show: x => n(x[1], 0) }], left, { sortable: false }) : el('p', { class: 'soft' }, 'Nothing.'));
  if (r.ties) at('excluded-table').append(el('p', { class: 'soft', id: 'ties' }, `${n(r.ties, 0)} events happened at the same moment as an earlier one of their user. They stay in the order of the source, which alone says which was first.`));
  at('measured-intro').textContent = r.live
    ? 'Running services answered, so another run differs a little: what had been learned when a question came depends on how fast they were.'
    : 'The same recording, base model, settings and seed give the same figures again, seconds aside.';
  const code = x => [el('code', {}, String(x))];
  const facts = [['Dataset', [r.dataset.name]], ['Its SHA-256', code(r.dataset.digest)], ['Task', [r.task]], ['Protocol', [r.protocol + (PROTOCOLS[r.protocol] ? ': ' + PROTOCOLS[r.protocol] : '')]], ['Users', [Object.entries(r.audience).map(([k, v]) => `${n(v, 0)} ${k}`).join(', ')]],
    ['Base model', code(r.base_model)], ['Seed', code(r.seed)], ['Predictions', code(r.predictions_file)], ...Object.entries(r.settings).map(([k, v]) => [k, code(v)])];
  at('measured-table').append(d.table([{ title: 'What', text: true, value: x => x[0] }, { title: '', text: true, value: () => '', show: x => x[1] }], facts, { sortable: false }));

  fillChips();
  d.followers.push(fillMethods, fillChips);
  document.querySelectorAll('section[data-nav]').forEach(s => s.hidden || at('nav').append(el('li', {}, el('a', { href: '#' + s.id }, s.dataset.nav))));
})();
