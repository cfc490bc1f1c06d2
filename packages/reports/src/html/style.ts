import { createHash } from 'node:crypto'

const LIGHT = `--ground:#f6f7f9;--card:#fff;--line:#e4e7ec;--ink:#101828;--ink2:#475467;--ink3:#667085;--accent:#2b59d9;
--pass:#067647;--pass-bg:#ecfdf3;--warn:#a15c07;--warn-bg:#fffaeb;--fail:#b42318;--fail-bg:#fef3f2;--unknown:#475467;--unknown-bg:#f2f4f7;`
const DARK = `--ground:#0c111d;--card:#161b26;--line:#333a47;--ink:#f5f5f6;--ink2:#cecfd2;--ink3:#94969c;--accent:#84a5ff;
--pass:#47cd89;--pass-bg:#053321;--warn:#fdb022;--warn-bg:#4e1d09;--fail:#f97066;--fail-bg:#55160c;--unknown:#cecfd2;--unknown-bg:#333741;`

/** The one style sheet of the HTML report: screen in light and dark, narrow screens, paper. */
export const STYLE = `:root{color-scheme:light dark;${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:14px/1.55 "Pretendard Variable",Pretendard,"Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR",system-ui,sans-serif;font-variant-numeric:tabular-nums;word-break:keep-all;overflow-wrap:anywhere}
main{max-width:1080px;margin:0 auto;padding:40px 24px 64px}
header p{margin:0}
header .explain{margin:0 0 16px}
h1{font-size:24px;line-height:1.3;font-weight:650;margin:4px 0 2px}
h2{font-size:17px;font-weight:650;margin:40px 0 4px}
h3{font-size:15px;font-weight:600;margin:24px 0 8px}
.kind,.explain,.meta,.id,.foot{color:var(--ink3)}
.kind{font-weight:600}
.explain{margin:0 0 12px}
.headline{font-size:17px;font-weight:600;border:1px solid var(--line);border-radius:10px;padding:14px 18px;background:var(--card)}
.headline.pass{color:var(--pass);background:var(--pass-bg)}
.headline.warn{color:var(--warn);background:var(--warn-bg)}
.headline.fail{color:var(--fail);background:var(--fail-bg)}
.numbers{display:flex;flex-wrap:wrap;margin:16px 0 0;padding:0;border:1px solid var(--line);border-radius:10px;background:var(--card);overflow:hidden}
.numbers div{flex:1 1 110px;padding:12px 18px;border-right:1px solid var(--line)}
.numbers div:last-child{border-right:0}
.numbers dd{margin:0;font-size:22px;font-weight:650;line-height:1.2}
.numbers dt{color:var(--ink3);font-size:13px}
.numbers .fail dd{color:var(--fail)}.numbers .warn dd{color:var(--warn)}.numbers .pass dd{color:var(--pass)}
.card{border:1px solid var(--line);border-radius:10px;background:var(--card);padding:14px 18px;margin:12px 0}
.card h3{margin:0 0 4px}
.card p{margin:4px 0 10px;white-space:pre-line}
.facts{display:grid;grid-template-columns:minmax(64px,max-content) 1fr;gap:4px 16px;margin:0}
.facts dt{color:var(--ink3)}.facts dd{margin:0;min-width:0;white-space:pre-wrap}
.wide{overflow:hidden;border:1px solid var(--line);border-radius:10px;background:var(--card)}
table{width:100%;border-collapse:collapse}
th,td{text-align:left;vertical-align:top;padding:8px 12px;border-bottom:1px solid var(--line);overflow-wrap:break-word}
td.long,.mono{overflow-wrap:anywhere}
tr:last-child>td,.noted>td{border-bottom:0}
.note>td{padding-top:0;color:var(--ink3);font-size:13px;overflow-wrap:anywhere}
th{white-space:nowrap;font-weight:600;color:var(--ink2);font-size:13px}
td{white-space:pre-wrap}
.checks th:nth-child(1),.steps th:nth-child(1){width:15%}.checks th:nth-child(2){width:28%}.checks th:nth-child(3){width:17%}.checks th:nth-child(4){width:22%}
.steps th:nth-child(2){width:37%}.steps th:nth-child(3){width:16%}.steps th:nth-child(4){width:16%}.steps th:nth-child(5){width:9%}
.id,.mono{font-family:ui-monospace,"Cascadia Mono",Consolas,Menlo,"D2Coding",monospace;font-size:12px}
.id{display:block}
.state{display:inline-block;white-space:nowrap;font-weight:600;font-size:13px;border-radius:8px;padding:1px 8px}
.state.pass{color:var(--pass);background:var(--pass-bg)}
.state.warn{color:var(--warn);background:var(--warn-bg)}
.state.fail{color:var(--fail);background:var(--fail-bg)}
.state.unknown{color:var(--unknown);background:var(--unknown-bg)}
.signatures{display:grid;grid-template-columns:repeat(auto-fit,minmax(260px,1fr));gap:16px}
.signatures .line{border-bottom:1px solid var(--ink3);min-height:30px}
summary{cursor:pointer;color:var(--accent);font-weight:600}
.foot{margin-top:40px;font-size:13px}
@media (max-width:600px){main{padding:24px 16px}thead{display:none}table,tbody,tr,td{display:block}tr{padding:8px 0;border-bottom:1px solid var(--line)}tr:last-child,tr.noted{border-bottom:0}.note td:first-child{display:none}.note td{display:block;padding-top:3px}.note td::before{content:none}
td{display:grid;grid-template-columns:84px 1fr;gap:8px;padding:3px 14px;border:0}td::before{content:attr(data-label);color:var(--ink3)}td>div{min-width:0}
h1{font-size:20px}.card{padding:12px 14px}}
@media print{:root{${LIGHT}}@page{size:A4;margin:16mm}body{background:#fff;font-size:11px}main{max-width:none;padding:0}
.wide{overflow:visible;border-radius:0}thead{display:table-header-group}tr,.card,.signatures{break-inside:avoid}.note{break-before:avoid}h2,h3{break-after:avoid}}
`

/**
 * The Content-Security-Policy under which the HTML report shows as it should: nothing is loaded, nothing runs, and
 * the one style sheet is named by its hash.
 */
export const REPORT_CSP = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`
