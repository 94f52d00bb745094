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
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var group sync.WaitGroup
	var crash atomic.Pointer[string]
	for range min(jobs, n) {
		group.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					text := fmt.Sprintf("%v\n%s", p, debug.Stack())
					crash.CompareAndSwap(nil, &text)
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	group.Wait()
	if text := crash.Load(); text != nil {
		panic(*text)
	}
}
