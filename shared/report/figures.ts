const SMALLEST_GROUPED = 1000;
let formatter: Intl.NumberFormat | undefined;

/** `1204` as `1,204`. */
export function grouped(value: number): string {
  if (value < SMALLEST_GROUPED && Number.isInteger(value)) return String(value);
  formatter ??= new Intl.NumberFormat("en-US"); // 10 ms, which what counts little is spared
  return formatter.format(value);
}

/** `count(1, "request")` is `1 request`, `count(1204, "request")` is `1,204 requests`. */
export function counted(value: number, noun: string): string {
  return `${grouped(value)} ${noun}${value === 1 ? "" : "s"}`;
}

/** `part` of `whole` in percent, `3.1 %`; never 0 % for some, never 100 % for not quite all. */
export function share(part: number, whole: number): string {
  if (part === 0 || part === whole) return part === 0 ? "0 %" : "100 %";
  const percent = (part / whole) * 100;
  if (percent < 0.1) return "< 0.1 %";
  return percent > 99.9 ? "> 99.9 %" : `${percent.toFixed(1)} %`;
}

/** A width of time in its largest whole unit: `90000` is `90 s`, `120000` is `2 min`. */
export function span(milliseconds: number): string {
  const units = [
    { length: 86_400_000, name: "day" },
    { length: 3_600_000, name: "h" },
    { length: 60_000, name: "min" },
    { length: 1000, name: "s" },
  ];
  const unit = units.find(({ length }) => milliseconds >= length && milliseconds % length === 0);
  if (unit === undefined) return `${grouped(milliseconds)} ms`;
  const value = milliseconds / unit.length;
  return `${grouped(value)} ${unit.name}${unit.name === "day" && value > 1 ? "s" : ""}`;
}
