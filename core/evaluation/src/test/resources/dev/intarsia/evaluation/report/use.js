(() => {
  const all = selector => [...document.querySelectorAll(selector)];
  all('select').forEach(select => [...select.options].forEach(option => {
    select.value = option.value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }));
  all('input[type=radio]').forEach(input => input.click());
  // Choosing a method draws the choices anew.
  all('.chip-place input').forEach((_, i) => all('.chip-place input')[i].click());
  all('th button').forEach(button => { button.click(); button.click(); });
  all('details').forEach(details => { details.open = true; });
  dispatchEvent(new Event('beforeprint'));
  dispatchEvent(new Event('afterprint'));
  document.getElementById('found').textContent = JSON.stringify({
    complaints,
    title: document.title,
    tiles: all('.tiles dt').map(tile => tile.textContent),
    sections: all('section').filter(section => !section.hidden).length,
    charts: all('.chart svg').length,
    unnamedCharts: all('.chart:not([aria-label])').length,
    tables: all('table').length,
    images: all('img').length,
    holes: (document.body.innerText.match(/undefined|NaN|Infinity|\[object/g) || []).length,
    wide: document.documentElement.scrollWidth > innerWidth });
})();
