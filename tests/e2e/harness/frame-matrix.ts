/** One row of SEC-2's frame matrix: a frame, as the page around it and its own headers make it. */
export interface FrameRow {
  readonly name: string;
  readonly html: string;
  /** Response headers of `/inner`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Frames that are the site itself. */
export const framesOfSite: readonly FrameRow[] = [
  { name: 'a same-origin frame', html: '<iframe src="/inner"></iframe>' },
  { name: 'a srcdoc frame', html: '<iframe srcdoc="<p>Inside</p>"></iframe>' },
  { name: 'an about:blank frame', html: '<iframe src="about:blank"></iframe>' },
  {
    name: 'a same-origin frame with allow-same-origin',
    html: '<iframe sandbox="allow-scripts allow-same-origin" src="/inner"></iframe>',
  },
];

/** What puts a page, framed or not, out of its origin. */
export const sandboxed = { 'content-security-policy': 'sandbox allow-scripts' };

/** Frames that are nobody. */
export const framesOfNobody: readonly FrameRow[] = [
  { name: 'a sandboxed frame', html: '<iframe sandbox="allow-scripts" src="/inner"></iframe>' },
  { name: 'a frame under CSP sandbox', html: '<iframe src="/inner"></iframe>', headers: sandboxed },
  {
    name: 'a sandboxed srcdoc frame',
    html: '<iframe sandbox="allow-scripts" srcdoc="<p>Inside</p>"></iframe>',
  },
  { name: 'a data: frame', html: '<iframe src="data:text/html,<p>Inside</p>"></iframe>' },
];
