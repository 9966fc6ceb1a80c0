import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, TitleComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Figure } from './figures';
import { summarize } from './statistics';

register([BarChart, LineChart, GridComponent, TitleComponent, SVGRenderer]);

/** The medians as a picture (SVG): a line where something grows, bars otherwise; null where there is nothing to compare. */
export function chartOf({ name, unit, samples }: Figure): string | null {
  const subjects = Object.keys(samples);
  if (subjects.length < 2) return null;
  const medians = subjects.map((subject) => Number(summarize(samples[subject]!).median.toPrecision(3)));
  const isGrowth = name.startsWith('growth');
  const chart = init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: 480,
    height: isGrowth ? 240 : 80 + 36 * subjects.length,
  });
  const names = { type: 'category' as const, data: isGrowth ? subjects : subjects.toReversed() };
  const values = { type: 'value' as const, name: unit, min: 0 };
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    title: { text: name, textStyle: { fontSize: 13 } },
    grid: { left: 110, right: 60, top: 50, bottom: 30 },
    ...(isGrowth ? { xAxis: names, yAxis: values } : { xAxis: values, yAxis: names }),
    series: [
      {
        type: isGrowth ? 'line' : 'bar',
        data: isGrowth ? medians : medians.toReversed(),
        label: { show: true, position: isGrowth ? 'top' : 'right' },
        itemStyle: { color: '#2f4a6d' },
        barWidth: 18,
      },
    ],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
