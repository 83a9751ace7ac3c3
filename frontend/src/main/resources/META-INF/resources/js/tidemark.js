// What the browser does by itself: clocks that tick, sparklines, keys and the colour scheme.
(() => {
  'use strict';
  const define = (name, type) => customElements.get(name) || customElements.define(name, type);

  // ---- time: in the viewer's zone, UTC on hover ----
  const two = n => String(n).padStart(2, '0');
  const utc = d => d.toISOString().replace('T', ' ').replace(/\.\d+Z$/, ' UTC').replace('Z', ' UTC');
  const age = ms => {
    if (ms < 0) return ms > -1000 ? '0 s' : 'in ' + age(-ms);
    const s = Math.floor(ms / 1000);
    if (s < 100) return s + ' s';
    const m = Math.floor(s / 60);
    if (m < 100) return m + ' min';
    const h = Math.floor(m / 60);
    if (h < 48) return h + ' h ' + two(m % 60) + ' min';
    return Math.floor(h / 24) + ' d ' + (h % 24) + ' h';
  };
  const clock = d => two(d.getHours()) + ':' + two(d.getMinutes()) + ':' + two(d.getSeconds());
  const day = d => d.toLocaleDateString(undefined, { day: 'numeric', month: 'short', ...(d.getFullYear() === new Date().getFullYear() ? {} : { year: 'numeric' }) });
  const ticking = new Set();
  class TmTime extends HTMLElement {
    static observedAttributes = ['at', 'mode'];
    connectedCallback() { this.draw(); }
    disconnectedCallback() { ticking.delete(this); }
    attributeChangedCallback() { this.isConnected && this.draw(); }
    draw() {
      const at = new Date(this.getAttribute('at') || '');
      const mode = this.getAttribute('mode') || 'smart';
      if (isNaN(at)) {
        this.textContent = mode === 'ago' ? 'nothing has arrived yet' : '—';
        this.removeAttribute('title');
        ticking.delete(this);
        return;
      }
      const now = new Date();
      const sameDay = at.toDateString() === now.toDateString();
      let text;
      if (mode === 'age') text = age(now - at);
      else if (mode === 'ago') text = at > now ? age(now - at) : age(now - at) + ' ago';
      else if (mode === 'until') text = at > now ? age(now - at) : 'due';
      else if (mode === 'clock') text = clock(at);
      else if (mode === 'day') text = day(at);
      else if (mode === 'full') text = day(at) + ' ' + clock(at);
      else if (mode === 'millis') text = clock(at) + '.' + String(at.getMilliseconds()).padStart(3, '0');
      else text = sameDay ? clock(at) : day(at) + ' ' + clock(at).slice(0, 5);
      if (this.textContent !== text) this.textContent = text;
      const hint = utc(at);
      if (this.title !== hint) this.title = hint;
      (mode === 'age' || mode === 'ago' || mode === 'until') ? ticking.add(this) : ticking.delete(this);
    }
  }
  define('tm-time', TmTime);
  setInterval(() => document.hidden || ticking.forEach(t => t.draw()), 1000);

  // ---- sparkline ----
  class TmSpark extends HTMLElement {
    static observedAttributes = ['values'];
    connectedCallback() { this.setAttribute('aria-hidden', 'true'); this.draw(); }
    attributeChangedCallback() { this.isConnected && this.draw(); }
    draw() {
      const v = (this.getAttribute('values') || '').split(',').filter(x => x !== '').map(Number);
      if (v.length < 2) { this.innerHTML = ''; return; }
      const lo = Math.min(...v, 0), hi = Math.max(...v), span = hi - lo || 1, w = 120, h = 30;
      const points = v.map((y, i) => [(i / (v.length - 1)) * w, h - 2 - ((y - lo) / span) * (h - 4)]);
      const line = points.map((p, i) => (i ? 'L' : 'M') + p[0].toFixed(1) + ' ' + p[1].toFixed(1)).join('');
      this.innerHTML = `<svg viewBox="0 0 ${w} ${h}" preserveAspectRatio="none"><path d="${line}L${w} ${h}L0 ${h}Z" fill="currentColor" opacity=".1"/>` +
        `<path d="${line}" fill="none" stroke="currentColor" stroke-width="1.5" vector-effect="non-scaling-stroke" stroke-linejoin="round"/></svg>`;
    }
  }
  define('tm-spark', TmSpark);

  // ---- colour scheme: the browser remembers it ----
  window.tidemark = window.tidemark || {};
  window.tidemark.scheme = value => {
    const root = document.documentElement;
    localStorage.setItem('tidemark.scheme', value);
    root.style.colorScheme = value;
    root.dataset.scheme = value;
    root.setAttribute('theme', value);
    window.dispatchEvent(new CustomEvent('tidemark-scheme', { detail: value }));
  };
  window.tidemark.toggleScheme = () => window.tidemark.scheme(document.documentElement.dataset.scheme === 'dark' ? 'light' : 'dark');

  // ---- copying: says that it did, where it was asked to ----
  window.tidemark.copy = async (text, button) => {
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement('textarea');
      area.value = text;
      area.style.cssText = 'position:fixed;opacity:0';
      document.body.append(area);
      area.select();
      done = document.execCommand('copy');
      area.remove();
    }
    const label = button.dataset.label || (button.dataset.label = button.textContent);
    button.textContent = done ? 'Copied' : 'The browser does not allow it';
    clearTimeout(button.restore);
    button.restore = setTimeout(() => { button.textContent = label; }, 1500);
  };

  // ---- keys: "/" searches, "g" and a letter goes ----
  const go = path => {
    const link = document.createElement('a');
    link.href = path;
    document.body.append(link);
    link.click();
    link.remove();
  };
  window.tidemark.go = go;
  const places = {
    h: '', m: 'metrics', e: 'explore', d: 'dashboards', f: 'freshness', i: 'incidents', p: 'pipelines', r: 'rollups', q: 'quarantine', s: 'schemas', c: 'proposals',
  };
  let waiting = 0;
  const typing = e => e.composedPath().some(n => n.nodeType === 1 && (n.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(n.tagName)));
  window.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || typing(e)) return;
    if (e.key === '/') {
      const field = document.querySelector('[data-search=page]') || document.querySelector('[data-search=shell]');
      if (field) { e.preventDefault(); field.focus(); }
    } else if (e.key === '?') {
      document.querySelector('[data-keys]')?.click();
    } else if (e.key === 't') {
      window.tidemark.toggleScheme();
    } else if (e.key === 'g') {
      waiting = Date.now();
    } else if (Date.now() - waiting < 1200 && e.key in places) {
      waiting = 0;
      e.preventDefault();
      go(places[e.key]);
    }
  });
})();
