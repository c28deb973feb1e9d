// The page of the rates: the trend drawn from its table, and the unit list of narrow screens that goes where one chooses.

import { refuse } from './act.js';
import { element } from './words.js';

const ECHARTS = '/webjars/echarts/dist/echarts.min.js';
const TOP = 32;
const BOTTOM = 28;
const LABEL = 16;

export function start(page) {
  page.querySelectorAll('select[data-go]').forEach(select => {
    select.form.querySelector('button').hidden = true;
    select.addEventListener('change', () => select.form.submit());
  });
  page.querySelector('#period').addEventListener('submit', inOrder);
  const plot = page.querySelector('#trend');
  const rows = [...page.querySelectorAll('#trend-table tbody tr')];
  if (plot && rows.length > 1) load().then(echarts => draw(echarts, plot, rows));
}

/** The server refuses such a period too, at the price of the page. */
function inOrder(event) {
  const { from, to } = event.target.elements;
  if (from.value <= to.value) return;
  event.preventDefault();
  refuse(event.target, [{ field: 'from', detail: event.target.dataset.order }]);
}

function load() {
  if (window.echarts) return Promise.resolve(window.echarts);
  return new Promise((resolve, reject) => {
    const script = element('script');
    script.src = ECHARTS;
    script.addEventListener('load', () => resolve(window.echarts));
    script.addEventListener('error', reject);
    document.head.append(script);
  });
}

/** The style sheet knows the colours, in light and in dark. */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function draw(echarts, plot, rows) {
  const chart = echarts.init(plot, null, { renderer: 'canvas' });
  const names = [plot.dataset.mediation, plot.dataset.reconciliation];
  const paint = () => chart.setOption(option(names, rows, plot.clientHeight - TOP - BOTTOM), true);
  paint();
  chart.on('click', point => {
    const link = rows[point.dataIndex]?.querySelector(`[data-series="${point.seriesId}"]`);
    if (link) location.assign(link.href);
  });
  new ResizeObserver(() => chart.resize()).observe(plot);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint);
  new MutationObserver(paint).observe(document.documentElement, { attributeFilter: ['data-theme'] });
}

function option(names, rows, height) {
  const value = (row, series) => row.dataset[series] === undefined ? null : Number(row.dataset[series]);
  const all = rows.flatMap(row => [value(row, 'mediation'), value(row, 'reconciliation')]).filter(each => each !== null);
  const min = Math.max(0, Math.floor(Math.min(90, ...all) / 10) * 10);
  const max = Math.min(100, Math.max(min + 10, Math.ceil(Math.max(0, ...all) / 10) * 10));
  const ends = ['mediation', 'reconciliation'].map(id => rows.map(row => value(row, id)).findLast(each => each !== null));
  const aside = apart(ends.map(end => (end - min) / (max - min) * height));
  const text = { color: colour('ink-3'), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 };
  const line = (id, name, ink, dashed, symbol) => ({
    id, name, type: 'line', data: rows.map(row => value(row, id)), connectNulls: false, symbol, symbolSize: 7,
    showSymbol: rows.length <= 24, showAllSymbol: true, lineStyle: { color: ink, width: 2, type: dashed ? 'dashed' : 'solid' },
    itemStyle: { color: ink }, emphasis: { scale: 1.5 },
    // a line without a point has no end: this ECharts breaks where it is to be labelled
    endLabel: { show: rows.some(row => value(row, id) !== null), formatter: end => `${name} ${end.value ?? '—'}`, color: ink, fontWeight: 600, ...fontOf(text), offset: [0, aside[id === 'mediation' ? 0 : 1]] },
  });
  return {
    animation: false, // end labels of this ECharts break while they are moved
    textStyle: text,
    aria: { enabled: false },
    grid: { left: 36, right: room(names, text), top: TOP, bottom: BOTTOM },
    tooltip: {
      trigger: 'axis', renderMode: 'richText', confine: true, backgroundColor: colour('bg-float'), borderColor: colour('line-2'),
      textStyle: { color: colour('ink'), ...fontOf(text) }, valueFormatter: each => each == null ? '—' : `${each}%`,
    },
    xAxis: {
      type: 'category', data: rows.map(row => row.dataset.label), boundaryGap: false, axisLabel: text, axisTick: { show: false },
      axisLine: { lineStyle: { color: colour('line-field') } },
    },
    yAxis: {
      type: 'value', min, max,
      name: '%', nameGap: 12, nameTextStyle: { ...text, align: 'right', padding: [0, 8, 0, 0] }, axisLabel: text, splitLine: { lineStyle: { color: colour('line') } },
    },
    series: [
      line('mediation', names[0], colour('sky'), false, 'circle'),
      line('reconciliation', names[1], colour('ok'), true, 'emptyCircle'),
    ],
  };
}

/** How far the words at the two ends step aside where one would be written over the other, and never into the words of the axis. */
function apart([first, second]) {
  const lacking = LABEL - Math.abs(first - second);
  if (!(lacking > 0)) return [0, 0];
  const down = Math.min(lacking / 2, first, second);
  const up = down - lacking;
  return first >= second ? [up, down] : [down, up];
}

/** What the words at the ends of the lines need. */
function room(names, text) {
  const ruler = document.createElement('canvas').getContext('2d');
  ruler.font = `600 ${text.fontSize}px ${text.fontFamily}`;
  return Math.ceil(Math.max(...names.map(name => ruler.measureText(`${name} 100.00`).width))) + 12;
}

function fontOf(text) {
  return { fontFamily: text.fontFamily, fontSize: text.fontSize };
}
