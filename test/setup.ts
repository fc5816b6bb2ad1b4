import fc from "fast-check";

// The same draws in every run: whether all branches are covered must not be a matter of luck. The
// slow suite and the long runs in bench/ draw anew.
fc.configureGlobal({ seed: 20_261_122 });
