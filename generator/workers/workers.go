// Package workers runs independent pieces of work on several cores. Results go by index,
// so that the order of work never shows in a book.
package workers

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Each runs work(0) … work(n-1), at most so many at a time; 0 is one for each core. A panic
// in a worker is one of the caller, who can catch it.
func Each(jobs, n int, work func(i int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	var crash crash
	for range min(workersOf(jobs), n) {
		group.Go(func() {
			defer crash.keep()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	group.Wait()
	crash.raise()
}

// workersOf is how many workers are asked for; 0 is one for each core.
func workersOf(jobs int) int {
	if jobs <= 0 {
		return runtime.GOMAXPROCS(0)
	}
	return jobs
}

// crash is the first panic in a worker.
type crash struct{ text atomic.Pointer[string] }

// keep is deferred by a worker.
func (c *crash) keep() {
	if p := recover(); p != nil {
		text := fmt.Sprintf("%v\n%s", p, debug.Stack())
		c.text.CompareAndSwap(nil, &text)
	}
}

// raise makes it a panic of the caller.
func (c *crash) raise() {
	if text := c.text.Load(); text != nil {
		panic(*text)
	}
}
