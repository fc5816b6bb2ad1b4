;; Finds where a run of lines ends that are all of one request (`same-lines.ts` says what counts as such).
;; 16 bytes at a time. Addresses count bytes of the memory; the first four words of it hold results.
(module
  (import "scan" "memory" (memory 1))
  ;; Returns where the first line begins, from $at on, that is not like the line at $line: the same minute,
  ;; the id in the same place, and words that say nothing of how a request ends, or that it ended well and
  ;; nothing else. Nothing from $end on is looked at. Word 0 becomes the number of lines passed over, word 1
  ;; where the last of them begins, word 2 what they said (1: it succeeded, 2: it ended below 500), word 3 the
  ;; last status.
  (func (export "pass")
    (param $line i32) (param $at i32) (param $end i32) (param $bracket i32) (result i32)
    (local $minute v128) (local $id v128) (local $middle v128) (local $tail v128)
    (local $lines i32) (local $last i32) (local $byte i32) (local $feeds i32)
    (local $mark i32) (local $status i32) (local $said i32) (local $digit i32) (local $over i32)
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
        (local.set $byte (i32.add (local.get $byte) (i32.const 39)))
        (local.set $said (i32.const 0))
        ;; `Successf`
        (if (i64.eq (i64.load (local.get $byte)) (i64.const 0x6673736563637553))
          (then
            (br_if $other (i32.gt_u (i32.add (local.get $byte) (i32.const 33)) (local.get $end)))
            ;; `Successfully completed execution`
            (br_if $other
              (i32.eqz (i8x16.all_true
                (i8x16.eq (v128.load (local.get $byte))
                  (v128.const i64x2 0x6673736563637553 0x6d6f6320796c6c75)))))
            (br_if $other
              (i32.eqz (i8x16.all_true
                (i8x16.eq (v128.load offset=16 (local.get $byte))
                  (v128.const i64x2 0x6520646574656c70 0x6e6f697475636578)))))
            (local.set $over (i32.load8_u offset=32 (local.get $byte)))
            (local.set $said (i32.const 1))))
        ;; `Method c`
        (if (i64.eq (i64.load (local.get $byte)) (i64.const 0x6320646f6874654d))
          (then
            (br_if $other (i32.gt_u (i32.add (local.get $byte) (i32.const 34)) (local.get $end)))
            ;; `Method completed with status: `
            (br_if $other
              (i32.eqz (i8x16.all_true
                (i8x16.eq (v128.load (local.get $byte))
                  (v128.const i64x2 0x6320646f6874654d 0x646574656c706d6f)))))
            (br_if $other
              (i32.eqz (i8x16.all_true
                (i8x16.eq (v128.load offset=14 (local.get $byte))
                  (v128.const i64x2 0x2068746977206465 0x203a737574617473)))))
            ;; `200` to `499`
            (local.set $digit (i32.sub (i32.load8_u offset=30 (local.get $byte)) (i32.const 48)))
            (br_if $other (i32.gt_u (i32.sub (local.get $digit) (i32.const 2)) (i32.const 2)))
            (local.set $status (i32.mul (local.get $digit) (i32.const 100)))
            (local.set $digit (i32.sub (i32.load8_u offset=31 (local.get $byte)) (i32.const 48)))
            (br_if $other (i32.gt_u (local.get $digit) (i32.const 9)))
            (local.set $status
              (i32.add (local.get $status) (i32.mul (local.get $digit) (i32.const 10))))
            (local.set $digit (i32.sub (i32.load8_u offset=32 (local.get $byte)) (i32.const 48)))
            (br_if $other (i32.gt_u (local.get $digit) (i32.const 9)))
            (local.set $status (i32.add (local.get $status) (local.get $digit)))
            (local.set $over (i32.load8_u offset=33 (local.get $byte)))
            (local.set $said (i32.const 2))))
        ;; what said so is over: the line, or the string of JSON
        (br_if $other
          (i32.and
            (i32.ne (local.get $said) (i32.const 0))
            (i32.and
              (i32.ge_u (local.get $over) (i32.const 32))
              (i32.ne (local.get $over) (i32.const 34)))))
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
        (local.set $mark (i32.or (local.get $mark) (local.get $said)))
        (if (i32.eq (local.get $said) (i32.const 2))
          (then (i32.store offset=12 (i32.const 0) (local.get $status))))
        (local.set $at
          (i32.add (i32.add (local.get $byte) (i32.ctz (local.get $feeds))) (i32.const 1)))
        (br $next)))
    (i32.store (i32.const 0) (local.get $lines))
    (i32.store offset=4 (i32.const 0) (local.get $last))
    (i32.store offset=8 (i32.const 0) (local.get $mark))
    (local.get $at))
  ;; Returns where, from $at on, the first byte stands that JSON text does not have as it is, but for a backslash
  ;; and one of "\/bft behind it. Where fewer than 16 bytes are left before $end it stops.
  (func (export "plain") (param $at i32) (param $end i32) (result i32)
    (local $block v128) (local $hits i32) (local $byte i32)
    (block $found
      (loop $next
        (br_if $found (i32.gt_u (i32.add (local.get $at) (i32.const 16)) (local.get $end)))
        (local.set $block (v128.load (local.get $at)))
        (local.set $hits
          (i8x16.bitmask
            (v128.or
              (v128.or
                (i8x16.eq (local.get $block) (i8x16.splat (i32.const 34)))
                (i8x16.eq (local.get $block) (i8x16.splat (i32.const 92))))
              (i8x16.lt_u (local.get $block) (i8x16.splat (i32.const 32))))))
        (if (i32.eqz (local.get $hits))
          (then
            (local.set $at (i32.add (local.get $at) (i32.const 16)))
            (br $next)))
        (local.set $at (i32.add (local.get $at) (i32.ctz (local.get $hits))))
        (br_if $found (i32.ne (i32.load8_u (local.get $at)) (i32.const 92)))
        (br_if $found (i32.gt_u (i32.add (local.get $at) (i32.const 2)) (local.get $end)))
        (local.set $byte (i32.load8_u offset=1 (local.get $at)))
        (br_if $found
          (i32.eqz
            (i32.or
              (i32.or
                (i32.or
                  (i32.eq (local.get $byte) (i32.const 34))
                  (i32.eq (local.get $byte) (i32.const 92)))
                (i32.or
                  (i32.eq (local.get $byte) (i32.const 47))
                  (i32.eq (local.get $byte) (i32.const 98))))
              (i32.or
                (i32.eq (local.get $byte) (i32.const 102))
                (i32.eq (local.get $byte) (i32.const 116))))))
        (local.set $at (i32.add (local.get $at) (i32.const 2)))
        (br $next)))
    (local.get $at)))
