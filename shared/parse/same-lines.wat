;; Finds where a run of lines ends that are all of one request (`same-lines.ts` says what counts as such).
;; 16 bytes at a time. Addresses count bytes of the memory; the first two words of it hold results.
(module
  (import "scan" "memory" (memory 1))
  ;; Returns where the first line begins, from $at on, that is not like the line at $line: the same minute,
  ;; the id in the same place, and words that do not end a request. Nothing from $end on is looked at.
  ;; Word 0 becomes the number of lines passed over, word 1 where the last of them begins.
  (func (export "pass")
    (param $line i32) (param $at i32) (param $end i32) (param $bracket i32) (result i32)
    (local $minute v128) (local $id v128) (local $middle v128) (local $tail v128)
    (local $lines i32) (local $last i32) (local $byte i32) (local $feeds i32)
    (local.set $minute (v128.load (local.get $line)))
    (local.set $byte (i32.add (local.get $line) (local.get $bracket)))
    (local.set $id (v128.load (local.get $byte)))
    (local.set $middle (v128.load offset=16 (local.get $byte)))
    (local.set $tail (v128.load offset=23 (local.get $byte)))
    (local.set $last (local.get $line))
    (block $other
      (loop $next
        (local.set $byte (i32.add (local.get $at) (local.get $bracket)))
        (br_if $other (i32.gt_u (i32.add (local.get $byte) (i32.const 47)) (local.get $end)))
        ;; `2026-11-20T10:11:`, where a time stands before the bracket
        (if (local.get $bracket)
          (then
            (br_if $other
              (i32.eqz (i8x16.all_true (i8x16.eq (v128.load (local.get $at)) (local.get $minute)))))
            (br_if $other (i32.ne (i32.load8_u offset=16 (local.get $at)) (i32.const 58)))))
        ;; `(8-4-4-4-12) `, 39 bytes
        (br_if $other
          (i32.eqz (i8x16.all_true (i8x16.eq (v128.load (local.get $byte)) (local.get $id)))))
        (br_if $other
          (i32.eqz (i8x16.all_true
            (i8x16.eq (v128.load offset=16 (local.get $byte)) (local.get $middle)))))
        (br_if $other
          (i32.eqz (i8x16.all_true
            (i8x16.eq (v128.load offset=23 (local.get $byte)) (local.get $tail)))))
        ;; `Successf` and `Method c`, with which begins what ends a request
        (br_if $other (i64.eq (i64.load offset=39 (local.get $byte)) (i64.const 0x6673736563637553)))
        (br_if $other (i64.eq (i64.load offset=39 (local.get $byte)) (i64.const 0x6320646f6874654d)))
        (local.set $byte (i32.add (local.get $byte) (i32.const 39)))
        (loop $block
          (br_if $other (i32.gt_u (i32.add (local.get $byte) (i32.const 16)) (local.get $end)))
          (local.set $feeds
            (i8x16.bitmask
              (i8x16.eq (v128.load (local.get $byte)) (i8x16.splat (i32.const 10)))))
          (if (i32.eqz (local.get $feeds))
            (then
              (local.set $byte (i32.add (local.get $byte) (i32.const 16)))
              (br $block))))
        (local.set $last (local.get $at))
        (local.set $lines (i32.add (local.get $lines) (i32.const 1)))
        (local.set $at
          (i32.add (i32.add (local.get $byte) (i32.ctz (local.get $feeds))) (i32.const 1)))
        (br $next)))
    (i32.store (i32.const 0) (local.get $lines))
    (i32.store offset=4 (i32.const 0) (local.get $last))
    (local.get $at)))
