package main

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// ballast is how many bytes count as in use from the start. The collector begins anew when as
// much as is in use has been added, so a build with little in use yet does not collect every
// few megabytes. Nothing is written to them: the system never gives them any memory.
const ballast = 40 << 20

// frugal keeps the memory of the program near what is in use: by itself the collector lets the heap
// grow to twice that, and a large book has hundreds of megabytes in use. The limit follows what is
// in use, since below that the collector would run without end. Whoever has set a limit of their
// own (GOMEMLIMIT) keeps it.
func frugal() {
	if _, set := os.LookupEnv("GOMEMLIMIT"); set {
		return
	}
	go func() {
		// What was in use when the collector last ran. A workbook grows by some 100 MB in a second.
		live, limit := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}, int64(0)
		for range time.Tick(20 * time.Millisecond) {
			metrics.Read(live)
			next := limitFor(int64(live[0].Value.Uint64()))
			if d := next - limit; d > limit/16 || -d > limit/16 { // setting it stops the program for a moment
				limit = next
				debug.SetMemoryLimit(limit)
			}
		}
	}()
}

// limitFor is how much memory the program may take while so many bytes are in use. What it leaves free
// decides how often the collector runs: a book of 10,000 sheets takes 165 s and 470 MB so; with a half
// in place of the quarter 155 s and 620 MB.
func limitFor(used int64) int64 { return used*5/4 + 112<<20 }
