// <tm-chart>: draws what the server says (times or categories, series, unit, complete-through) with ECharts, in the colours of the page.
(() => {
  'use strict';
  if (customElements.get('tm-chart')) return;
  const probe = document.createElement('i');
  probe.style.display = 'none';
  /** A CSS colour as rgb(…), whatever way it is written: canvas cannot read light-dark() or oklch variables. */
  const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const colour = (name, alpha = 1) => {
    if (!probe.isConnected) document.body.append(probe);
    probe.style.color = `var(${name})`;
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = getComputedStyle(probe).color;
    paint.fillRect(0, 0, 1, 1);
    const [r, g, b] = paint.getImageData(0, 0, 1, 1).data;
    return `rgba(${r},${g},${b},${alpha})`;
  };
  const palette = () => document.documentElement.dataset.scheme === 'dark'
    ? ['#5cc2dc', '#b39cf0', '#7fd6a8', '#f0b866', '#ef8d88', '#8db4f2', '#d995c9', '#b8c27a']
    : ['#1484a8', '#7458c9', '#2a9468', '#c07d16', '#cf4b48', '#3c6fc4', '#b04f97', '#7c8726'];
  const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
  const escape = s => String(s).replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }[c]));

  class TmChart extends HTMLElement {
    connectedCallback() {
      this.setAttribute('role', 'img');
      this.size = new ResizeObserver(() => this.chart && this.chart.resize());
      this.size.observe(this);
      this.recolour = () => this.draw(true);
      window.addEventListener('tidemark-scheme', this.recolour);
      this.draw(true);
    }
    disconnectedCallback() {
      this.size.disconnect();
      window.removeEventListener('tidemark-scheme', this.recolour);
      this.chart?.dispose();
      this.chart = null;
    }
    set model(value) { this._model = value; this.isConnected && this.draw(); }
    get model() { return this._model; }

    draw(fresh) {
      const m = this._model;
      if (!m || !window.echarts) return;
      if (!this.chart) this.chart = window.echarts.init(this, null, { renderer: 'canvas' });
      this.chart.setOption(this.option(m), { notMerge: fresh || this.shape !== this.shapeOf(m) });
      this.shape = this.shapeOf(m);
    }
    shapeOf(m) { return m.kind + '|' + m.grain + '|' + m.series.map(s => s.name).join('|') + '|' + (m.categories || []).length; }

    option(m) { return m.kind === 'category' ? this.categories(m) : this.overTime(m); }

    number(m, v) {
      return v == null ? '—' : new Intl.NumberFormat(undefined, { minimumFractionDigits: m.decimals, maximumFractionDigits: m.decimals }).format(v)
        + (m.unit ? (m.unit === '%' ? ' %' : ' ' + m.unit) : '');
    }
    tooltip() {
      return { backgroundColor: colour('--tm-surface'), borderColor: colour('--tm-line'), borderWidth: 1, padding: [8, 11], textStyle: { color: colour('--tm-text'), fontSize: 12.5 },
        extraCssText: 'box-shadow:0 6px 20px rgba(0,0,0,.14);border-radius:8px', confine: true };
    }
    row(m, p, v) {
      return `<div style="display:flex;gap:14px;justify-content:space-between"><span>${p.marker}${escape(p.seriesName)}</span><b style="font-weight:600">${escape(this.number(m, v))}</b></div>`;
    }
    legend(m) {
      return m.series.length > 1 ? { type: 'scroll', top: 4, left: 8, icon: 'roundRect', itemWidth: 9, itemHeight: 9, itemGap: 14, textStyle: { color: colour('--tm-text-2'), fontSize: 12 },
        pageIconColor: colour('--tm-text-3'), pageTextStyle: { color: colour('--tm-text-3') } } : undefined;
    }
    shared() {
      return { color: palette(), animationDuration: 260, animationDurationUpdate: 320, backgroundColor: 'transparent',
        textStyle: { fontFamily: getComputedStyle(document.body).fontFamily }, aria: { enabled: false } };
    }

    /** One bar per category from the top down, with its number at its end. */
    categories(m) {
      const text = colour('--tm-text-3');
      return {
        ...this.shared(),
        grid: { left: 12, right: 96, top: m.series.length > 1 ? 32 : 6, bottom: 4, containLabel: true },
        legend: this.legend(m),
        tooltip: { ...this.tooltip(), trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { color: colour('--tm-accent', .07) } },
          formatter: points => `<div style="color:${text};margin-bottom:3px">${escape(points[0].name)}</div>` + points.map(p => this.row(m, p, p.value)).join('') },
        xAxis: { type: 'value', axisLabel: { show: false }, splitLine: { lineStyle: { color: colour('--tm-line-soft') } }, splitNumber: 4 },
        yAxis: { type: 'category', inverse: true, data: m.categories, axisTick: { show: false }, axisLine: { lineStyle: { color: colour('--tm-line') } },
          axisLabel: { color: colour('--tm-text-2'), fontSize: 12, width: 150, overflow: 'truncate', interval: 0 } },
        series: m.series.map(s => ({ name: s.name, type: 'bar', data: s.values, barMaxWidth: s.before ? 7 : 17, barGap: '25%',
          itemStyle: { borderRadius: [0, 3, 3, 0], ...(s.before ? { color: colour('--tm-text-3', .4) } : {}) },
          label: s.before ? { show: false } : { show: true, position: 'right', color: colour('--tm-text'), fontSize: 11.5, formatter: p => this.number(m, p.value) } }))
      };
    }

    overTime(m) {
      const text = colour('--tm-text-3'), line = colour('--tm-line-soft');
      const zone = m.zone;
      const dated = (iso, how) => new Intl.DateTimeFormat(undefined, { timeZone: zone, ...how }).format(new Date(iso));
      const label = iso => m.grain === 'hour' || m.grain === 'minute'
        ? dated(iso, { hour: '2-digit', minute: '2-digit', hour12: false })
        : m.grain === 'month' ? dated(iso, { month: 'short', year: '2-digit' }) : dated(iso, { day: 'numeric', month: 'short' });
      const whole = iso => m.grain === 'hour' || m.grain === 'minute'
        ? dated(iso, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hour12: false })
        : dated(iso, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
      const bars = m.kind === 'bar';
      const now = m.series.filter(s => !s.before);
      const stacked = now.length > 1 && m.additive;
      /** A bar stands in the middle of the time it sums up, a point at its start. */
      const half = bars ? (m.step || 0) / 2 : 0;
      const ends = m.end ? Date.parse(m.end) : undefined;
      const series = m.series.map((s, i) => ({
        name: s.name, type: bars && !s.before ? 'bar' : 'line', stack: stacked && !s.before ? 'all' : undefined, showSymbol: m.times.length < 3, symbolSize: 5,
        barMaxWidth: 26, lineStyle: s.before ? { width: 1.6, type: [4, 4], color: text } : { width: 2 }, z: s.before ? 3 : 2,
        emphasis: { focus: now.length > 1 ? 'series' : 'none' },
        areaStyle: bars || s.before ? undefined : { opacity: now.length > 1 ? (stacked ? .25 : 0) : .12 },
        itemStyle: { borderRadius: bars && (!stacked || i === now.length - 1) ? [3, 3, 0, 0] : 0, ...(s.before ? { color: text } : {}) },
        data: m.times.map((t, k) => [Date.parse(t) + half, s.values[k]]),
        ...(i === 0 && m.complete_through ? {
          markLine: { silent: true, symbol: 'none', animation: false,
            lineStyle: { color: colour('--tm-fresh'), type: [5, 4], width: 1.5 },
            label: { formatter: 'complete through ' + new Intl.DateTimeFormat(undefined, { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }).format(new Date(m.complete_through)),
              color: colour('--tm-fresh'), fontSize: 11, position: 'end', distance: 5, align: 'right', rotate: 0, padding: [0, 0, 0, 0] },
            data: [{ xAxis: Date.parse(m.complete_through) }] },
          ...(ends ? { markArea: { silent: true, animation: false,
            itemStyle: { color: { type: 'pattern', image: this.hatch(), repeat: 'repeat' } },
            data: [[{ xAxis: Date.parse(m.complete_through) }, { xAxis: ends }]] } } : {})
        } : {})
      }));
      return {
        ...this.shared(),
        grid: { left: 12, right: 18, top: m.series.length > 1 ? 46 : 26, bottom: 6, containLabel: true },
        legend: this.legend(m),
        tooltip: { ...this.tooltip(), trigger: 'axis',
          axisPointer: { type: bars ? 'shadow' : 'line', lineStyle: { color: text, type: 'dashed' }, shadowStyle: { color: colour('--tm-accent', .07) } },
          formatter: points => {
            const begin = points[0].value[0] - half;
            const iso = new Date(begin).toISOString();
            const open = m.complete_through && begin + (m.step || 0) > Date.parse(m.complete_through);
            const rows = points.filter(p => p.value[1] != null).sort((a, b) => b.value[1] - a.value[1]).slice(0, 12)
              .map(p => this.row(m, p, p.value[1])).join('');
            return `<div style="color:${text};margin-bottom:3px" title="${iso}">${escape(whole(iso))}${open ? ' · still filling' : ''}</div>${rows}`;
          } },
        xAxis: { type: 'time', min: m.start ? Date.parse(m.start) : undefined, max: ends, axisLine: { lineStyle: { color: colour('--tm-line') } }, axisTick: { show: false }, splitLine: { show: false },
          axisLabel: { color: text, fontSize: 11, hideOverlap: true, formatter: v => label(new Date(v).toISOString()) } },
        yAxis: { type: 'value', splitNumber: 4, axisLabel: { color: text, fontSize: 11, formatter: v => compact.format(v) }, splitLine: { lineStyle: { color: line } } },
        series
      };
    }
    hatch() {
      const c = document.createElement('canvas');
      c.width = c.height = 8;
      const g = c.getContext('2d');
      g.strokeStyle = colour('--tm-wait', .55);
      g.lineWidth = 1;
      g.beginPath();
      g.moveTo(-2, 6); g.lineTo(6, -2); g.moveTo(2, 10); g.lineTo(10, 2);
      g.stroke();
      return c;
    }
  }
  customElements.define('tm-chart', TmChart);
})();
