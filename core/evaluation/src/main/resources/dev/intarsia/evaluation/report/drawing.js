// What both pages draw with: elements, numbers, tables, and charts that follow the page's width and colours.
const drawing = (() => {
  const darkScheme = matchMedia('(prefers-color-scheme: dark)');
  const narrow = () => innerWidth < 700;
  let printing = false;
  const isDark = () => darkScheme.matches && !printing;

  // Contrast with the page: at least 3 to 1 in both schemes. Within a family, methods differ in shade, dash and symbol.
  const SHADES = {
    light: { base: ['#4f5b63'], simple: ['#86681a', '#a88a3a', '#5f4a12', '#97804a', '#74601f', '#b0934d'],
      prompt: ['#6a4aa0', '#8f72c4', '#49307c', '#a586d6', '#7b5fb5'], own: ['#0f5f7e', '#3488ab', '#083e54', '#4c9dbd'],
      pieces: ['#a33f17', '#cf6a36', '#6f280c', '#c4532a', '#b8752f'] },
    dark: { base: ['#b4bec4'], simple: ['#d6b868', '#b39a55', '#eed592', '#c4a95f', '#a08a4b', '#e2c67c'],
      prompt: ['#b79be6', '#937bc0', '#d6c4f5', '#a68bd6', '#c7b0ee'], own: ['#62bcdd', '#4594b3', '#a3dcf1', '#7fcbe6'],
      pieces: ['#f0925f', '#c9703f', '#ffbf9b', '#e07f4d', '#f5a878'] } };
  const INK = { light: { ink: '#1b2226', soft: '#56626a', line: '#e3dfd6', card: '#fffefb', good: '#1d6b50', bad: '#a3352b' },
    dark: { ink: '#e9e6df', soft: '#a9b1b5', line: '#33393d', card: '#1b2022', good: '#72c9a6', bad: '#f08d80' } };
  const SYMBOLS = { base: 'circle', simple: 'diamond', prompt: 'triangle', own: 'rect', pieces: 'circle' };
  const DASHES = ['solid', [7, 4], [2, 3], [9, 3, 2, 3], [4, 2]];
  const ink = name => INK[isDark() ? 'dark' : 'light'][name];

  /** Colours, dashes and titles of methods, the same in every chart. */
  const styles = titles => {
    const seen = {}, order = {};
    Object.entries(titles).forEach(([name, t]) => { order[name] = seen[t.family] = (seen[t.family] ?? -1) + 1; });
    return {
      title: name => (titles[name] || { title: name }).title,
      family: name => (titles[name] || { family: 'pieces' }).family,
      colour: name => {
        const shades = SHADES[isDark() ? 'dark' : 'light'][(titles[name] || { family: 'pieces' }).family];
        return shades[(order[name] || 0) % shades.length];
      },
      dash: name => DASHES[(order[name] || 0) % DASHES.length],
      symbol: name => SYMBOLS[(titles[name] || { family: 'pieces' }).family] };
  };

  const el = (tag, attributes = {}, ...children) => {
    const e = document.createElement(tag);
    Object.entries(attributes).forEach(([k, v]) => {
      if (v === false || v == null) return;
      if (k.startsWith('on')) e.addEventListener(k.slice(2), v); else e.setAttribute(k, v === true ? '' : v);
    });
    e.append(...children.filter(c => c != null));
    return e;
  };
  const at = id => document.getElementById(id);
  const escape = text => String(text).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);

  const n = (x, digits = 3) => x == null || Number.isNaN(x) ? '–' :
    x.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }).replace('-', '−');
  const signed = (x, digits = 3) => x == null ? '–' : (x > 0 ? '+' : '') + n(x, digits);
  const percent = (x, digits = 1) => x == null ? '–' : n(100 * x, digits) + ' %';
  const scaled = (x, units, step) => {
    if (x == null) return '–';
    let i = 0;
    while (Math.abs(x) >= step && i < units.length - 1) { x /= step; i++; }
    return n(x, x !== 0 && Math.abs(x) < 10 ? (Math.abs(x) < 0.1 ? 4 : 2) : Math.abs(x) < 100 ? 1 : 0) + units[i];
  };
  const bytes = x => x === 0 ? '0' : scaled(x, [' B', ' KB', ' MB', ' GB', ' TB'], 1000);
  const flops = x => x === 0 ? '0' : scaled(x, ['', ' k', ' M', ' G', ' T', ' P', ' E'], 1000);
  const seconds = x => x == null ? '–' : x === 0 ? '0' : x < 0.001 ? n(1e6 * x, 1) + ' µs' : x < 1 ? n(1000 * x, x < 0.01 ? 2 : 1) + ' ms' :
    x < 600 ? n(x, x < 10 ? 2 : 1) + ' s' : n(x / 60, 0) + ' min';
  /** Digits that tell an axis's labels apart. */
  const digitsFor = range => range > 0.12 ? 2 : range > 0.012 ? 3 : 4;
  const date = x => new Date(x).toISOString().slice(0, 10);

  const key = (style, name, long = true) => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const part = (tag, a) => { const p = document.createElementNS(svg.namespaceURI, tag); Object.entries(a).forEach(([k, v]) => p.setAttribute(k, v)); svg.append(p); };
    const w = long ? 24 : 12, colour = style.colour(name), dash = style.dash(name), kind = style.symbol(name), m = w / 2;
    Object.entries({ width: w, height: 12, viewBox: `0 0 ${w} 12`, 'aria-hidden': 'true', class: 'key' }).forEach(([k, v]) => svg.setAttribute(k, v));
    if (long) part('line', { x1: 0, y1: 6, x2: w, y2: 6, stroke: colour, 'stroke-width': 2, 'stroke-dasharray': dash === 'solid' ? '' : dash.join(' ') });
    if (kind === 'circle') part('circle', { cx: m, cy: 6, r: 4, fill: colour });
    if (kind === 'rect') part('rect', { x: m - 4, y: 2, width: 8, height: 8, fill: colour });
    if (kind === 'diamond') part('path', { d: `M${m} 1l5 5l-5 5l-5-5z`, fill: colour });
    if (kind === 'triangle') part('path', { d: `M${m} 1l5 9.5h-10z`, fill: colour });
    return svg;
  };

  /** columns: {title, value (to sort by), show (what is seen, value unless given), text}. */
  const table = (columns, rows, { caption, sortable = true, sorted = null, falling = false } = {}) => {
    const body = el('tbody');
    let by = sorted, down = falling;
    const fill = () => {
      const shown = by == null ? rows : [...rows].sort((a, b) => {
        const [x, y] = [columns[by].value(a), columns[by].value(b)];
        if (x == null || y == null) return (x == null) - (y == null);
        return (typeof x === 'string' ? x.localeCompare(y, 'en', { numeric: true }) : x - y) * (down ? -1 : 1);
      });
      body.replaceChildren(...shown.map(r => el('tr', {}, ...columns.map((c, i) => {
        const content = (c.show || c.value)(r);
        return el(i ? 'td' : 'th', { scope: i ? null : 'row', class: c.text ? 'text' : null }, ...(Array.isArray(content) ? content : [content ?? '–']));
      }))));
      heads.forEach((h, i) => sortable && (i === by ? h.setAttribute('aria-sort', down ? 'descending' : 'ascending') : h.removeAttribute('aria-sort')));
    };
    const heads = columns.map((c, i) => el('th', { scope: 'col', class: c.text ? 'text' : null },
      sortable ? el('button', { type: 'button', onclick: () => { down = by === i ? !down : !!c.falling; by = i; fill(); } }, c.title) : c.title));
    fill();
    return el('table', {}, caption ? el('caption', {}, caption) : null, el('thead', {}, el('tr', {}, ...heads)), body);
  };
  const asTable = (columns, rows) => el('details', {}, el('summary', {}, 'The same as a table'),
    el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'The same as a table' }, table(columns, rows)));

  const charts = [];
  const paint = c => {
    c.box.style.height = c.height() + 'px';
    c.instance.resize();
    c.instance.setOption({ animation: false, textStyle: { color: ink('ink'), fontFamily: getComputedStyle(document.body).fontFamily }, ...c.make() }, true);
    c.instance.getZr().flush();
    // Printed, a chart shrinks to the paper as a picture does.
    const svg = c.box.querySelector('svg');
    if (svg) svg.setAttribute('viewBox', `0 0 ${c.instance.getWidth()} ${c.instance.getHeight()}`);
  };
  const later = (() => { let timer; return f => { clearTimeout(timer); timer = setTimeout(f, 120); }; })();
  const paintAll = () => charts.forEach(paint);
  darkScheme.addEventListener('change', () => { followers.forEach(f => f()); paintAll(); });
  // Not the window's size but the text's width decides: a scroll bar takes from it too.
  const watch = new ResizeObserver(entries => {
    const width = entries[0].contentRect.width;
    if (width !== watch.width && watch.width !== undefined && !printing) later(paintAll);
    watch.width = width;
  });
  watch.observe(document.querySelector('main'));
  addEventListener('beforeprint', () => { printing = true; followers.forEach(f => f()); paintAll(); });
  addEventListener('afterprint', () => { printing = false; followers.forEach(f => f()); paintAll(); });
  const followers = [];

  /**
   * A chart with its title and its table within a figure.
   *
   * make gives ECharts its option; told gives columns and rows of the table, and what a screen reader hears.
   */
  const chart = (figure, { title, height, make, told }) => {
    const box = el('div', { class: 'chart', role: 'img' });
    const heading = title ? el('h3') : null, place = el('div');
    figure.replaceChildren(...[heading, box, place].filter(Boolean));
    const size = typeof height === 'function' ? height : () => height || (narrow() ? 280 : 360);
    box.style.height = size() + 'px';
    const c = { box, make, height: size, instance: echarts.init(box, null, { renderer: 'svg' }) };
    charts.push(c);
    const update = () => {
      if (heading) heading.textContent = title();
      const { label, columns, rows } = told();
      box.setAttribute('aria-label', label);
      const open = place.querySelector('details[open]') !== null;
      place.replaceChildren(asTable(columns, rows));
      place.firstChild.open = open;
      paint(c);
    };
    update();
    return update;
  };

  const axis = extra => ({ axisLabel: { color: ink('soft'), fontSize: 12, ...(extra.axisLabel || {}) }, axisLine: { lineStyle: { color: ink('line') } }, axisTick: { show: false },
    splitLine: { showMinLine: false, showMaxLine: false, lineStyle: { color: ink('line') } }, nameTextStyle: { color: ink('soft'), fontSize: 12 }, ...Object.fromEntries(Object.entries(extra).filter(([k]) => k !== 'axisLabel')) });
  const tooltip = extra => ({ backgroundColor: ink('card'), borderColor: ink('line'), textStyle: { color: ink('ink'), fontSize: 13 }, confine: true, ...extra });

  /** Points with intervals in rows, best first; `mark` is a line to compare with. rows: {name, value, low, high}. */
  const forest = (rows, style, { mark, name, digits = 3, show = n, hollow = () => false, figures = true }) => {
    const ends = [...rows.flatMap(r => [r.low, r.high]), ...(mark == null ? [] : [mark])], [low, high] = ends.length ? [Math.min(...ends), Math.max(...ends)] : [0, 1];
    const room = (high - low || 1) * 0.06, phone = narrow();
    const data = rows.map((r, i) => [i, r.value, r.low, r.high]);
    return {
      grid: { left: 8, right: 8, top: 8, bottom: 34, containLabel: true },
      tooltip: tooltip({ formatter: p => { const r = rows[p.dataIndex]; return r ? `<b>${escape(style.title(r.name))}</b><br>${show(r.value, digits)}<br>95 % interval: ${show(r.low, digits)} to ${show(r.high, digits)}${r.more ? '<br>' + escape(r.more) : ''}` : ''; } }),
      xAxis: axis({ type: 'value', splitNumber: phone ? 3 : 5, min: low - room, max: high + room, name, nameLocation: 'middle', nameGap: 26, axisLabel: { hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: v => show(v, high - low > 1 ? 1 : digitsFor(high - low)) } }),
      yAxis: [axis({ type: 'category', inverse: true, data: rows.map(r => r.label ?? style.title(r.name)), splitLine: { show: false }, axisLine: { show: false },
        axisLabel: { color: ink('ink'), width: phone ? 118 : figures ? 260 : 190, overflow: 'break', lineHeight: 13, fontSize: phone ? 11 : 13 } }),
      ...(phone || !figures ? [] : [axis({ type: 'category', inverse: true, position: 'right', data: rows.map(r => `${show(r.value, digits)}  (${show(r.low, digits)} to ${show(r.high, digits)})`), splitLine: { show: false }, axisLine: { show: false }, axisLabel: { fontSize: 12, color: ink('soft') } })])],
      series: [
        { type: 'custom', data, encode: { x: [1, 2, 3], y: 0 },
          ...(mark == null ? {} : { markLine: { silent: true, symbol: 'none', precision: 9, label: { show: false }, lineStyle: { color: ink('soft'), type: 'dashed', width: 1 }, data: [{ xAxis: mark }] } }),
          renderItem: (p, api) => {
            const r = rows[p.dataIndex], y = api.coord([0, api.value(0)])[1], [x, a, b] = [1, 2, 3].map(i => api.coord([api.value(i), 0])[0]);
            const colour = style.colour(r.name), line = (x1, y1, x2, y2, w) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: colour, lineWidth: w } });
            const kind = style.symbol(r.name), fill = { fill: hollow(r) ? ink('card') : colour, stroke: colour, lineWidth: 2 };
            const point = kind === 'rect' ? { type: 'rect', shape: { x: x - 5, y: y - 5, width: 10, height: 10 } } : kind === 'diamond' ? { type: 'polygon', shape: { points: [[x, y - 7], [x + 7, y], [x, y + 7], [x - 7, y]] } } :
              kind === 'triangle' ? { type: 'polygon', shape: { points: [[x, y - 6], [x + 6, y + 5], [x - 6, y + 5]] } } : { type: 'circle', shape: { cx: x, cy: y, r: 5.5 } };
            return { type: 'group', children: [line(a, y, b, y, 2.5), line(a, y - 4, a, y + 4, 1.5), line(b, y - 4, b, y + 4, 1.5), { ...point, style: fill }] };
          } },
        // The right axis needs something to belong to.
        ...(phone || !figures ? [] : [{ type: 'scatter', yAxisIndex: 1, data: [], silent: true }])] };
  };

  /** Lines over categories with their intervals as bands while there are few. lines: {name, points: [{value, low, high} or null]}. */
  const lines = (categories, all, style, { name, axisName, show = n, extra = {} }) => {
    const series = [];
    const values = all.flatMap(l => l.points.filter(Boolean).flatMap(p => all.length <= 4 ? [p.low, p.high] : [p.value]));
    const [low, high] = values.length ? [Math.min(...values), Math.max(...values)] : [0, 1], room = (high - low || 0.1) * 0.08;
    all.forEach(l => {
      const colour = style.colour(l.name);
      if (all.length <= 4) {
        series.push({ type: 'custom', silent: true, z: 1, tooltip: { show: false }, data: [[0, 0]], clip: true, renderItem: (p, api) => {
          const there = l.points.map((x, i) => x && [i, x]).filter(Boolean);
          return { type: 'polygon', shape: { points: [...there.map(([i, x]) => api.coord([i, x.high])), ...there.reverse().map(([i, x]) => api.coord([i, x.low]))] }, style: { fill: colour, opacity: 0.11 } };
        } });
      }
      series.push({ type: 'line', name: style.title(l.name), z: 3, data: l.points.map(p => p ? p.value : null), connectNulls: true, symbol: style.symbol(l.name), symbolSize: 8,
        lineStyle: { color: colour, width: 2.4, type: style.dash(l.name) }, itemStyle: { color: colour } });
    });
    return {
      grid: { left: 12, right: 18, top: 30, bottom: narrow() ? 44 : 40, containLabel: true },
      tooltip: tooltip({ trigger: 'axis', axisPointer: { lineStyle: { color: ink('soft') } }, formatter: list => {
        const i = list[0].dataIndex;
        return `<b>${escape(categories[i].long || categories[i].title)}</b><br>` + all.filter(l => l.points[i]).map(l => ({ l, p: l.points[i] })).sort((a, b) => a.p.value - b.p.value)
          .map(({ l, p }) => `<span style="color:${style.colour(l.name)}">●</span> ${escape(style.title(l.name))}: <b>${show(p.value)}</b> <span style="opacity:.75">(${show(p.low)} to ${show(p.high)})</span>`).join('<br>');
      } }),
      xAxis: axis({ type: 'category', data: categories.map(c => c.title), name: axisName, nameLocation: 'middle', nameGap: 30, axisLabel: { hideOverlap: true, interval: 0, fontSize: narrow() ? 10 : 12 } }),
      yAxis: axis({ type: 'value', name, nameLocation: 'end', nameTextStyle: { color: ink('soft'), fontSize: 12, align: 'left' }, min: low - room, max: high + room, axisLabel: { showMinLabel: false, showMaxLabel: false, formatter: v => show(v, digitsFor(high - low)) } }),
      series, ...extra };
  };

  /** Sorted bars of who gains and who loses. rows: {user, gain, told: lines of the tooltip}. */
  const gains = (rows, { name, show }) => {
    const most = Math.max(...rows.map(u => u.gain), 0), least = Math.min(...rows.map(u => u.gain), 0), room = (most - least || 0.1) * 0.06;
    return { grid: { left: 12, right: 12, top: 30, bottom: 36, containLabel: true },
      tooltip: tooltip({ trigger: 'axis', axisPointer: { type: 'shadow' }, formatter: list => { const u = rows[list[0].dataIndex]; return `<b>${escape(u.user)}</b><br>${u.told.map(escape).join('<br>')}`; } }),
      xAxis: axis({ type: 'category', data: rows.map(u => u.user), name: 'users, from who gains most to who loses most', nameLocation: 'middle', nameGap: 14, axisLabel: { show: false }, axisLine: { show: false } }),
      yAxis: axis({ type: 'value', name, nameTextStyle: { align: 'left', color: ink('soft') }, min: least - room, max: most + room, axisLabel: { showMinLabel: false, showMaxLabel: false, formatter: v => show(v, digitsFor(most - least)) } }),
      series: [{ type: 'bar', barCategoryGap: rows.length > 150 ? 0 : '18%', data: rows.map(u => ({ value: u.gain, itemStyle: { color: u.gain >= 0 ? ink('good') : ink('bad') } })) }] };
  };
  const verdicts = rows => [['better', 'gain', u => u.gain > 1e-9], ['', 'unchanged', u => Math.abs(u.gain) <= 1e-9], ['worse', 'lose', u => u.gain < -1e-9]]
    .map(([kind, word, which]) => el('span', { class: kind }, el('b', {}, n(rows.filter(which).length, 0)), word));

  const select = (label, options, value, onchange) => el('label', {}, label,
    el('select', { onchange: e => onchange(e.target.value) }, ...options.map(([v, t]) => el('option', { value: v, selected: v === value }, t))));
  const tabs = (legend, name, options, value, onchange) => el('fieldset', { class: 'tabs', 'aria-label': legend }, ...options.map(([v, t]) =>
    el('label', {}, el('input', { type: 'radio', name, value: v, checked: v === value, onchange: () => onchange(v) }), t)));

  return { styles, el, at, escape, n, signed, percent, bytes, flops, seconds, date, key, table, chart, axis, tooltip, forest, lines, gains, verdicts, select, tabs, ink, narrow, followers };
})();
