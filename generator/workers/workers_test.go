package workers

import (
	"slices"
	"strings"
	"testing"
)

func TestEach(t *testing.T) {
	for _, jobs := range []int{0, 1, 3, 100} {
		done := make([]int, 50)
		Each(jobs, len(done), func(i int) { done[i]++ })
		if slices.Min(done) != 1 || slices.Max(done) != 1 {
			t.Errorf("%d workers: %v", jobs, done)
		}
	}
	Each(2, 0, func(int) { t.Error("work out of nothing") })
}

func TestPanicReachesTheCaller(t *testing.T) {
	defer func() {
		if text, _ := recover().(string); !strings.Contains(text, "fault") {
			t.Errorf("recovered %q", text)
		}
	}()
	Each(2, 10, func(i int) {
		if i == 7 {
			panic("fault")
		}
	})
	t.Error("no panic")
}

func TestBeside(t *testing.T) {
	one := NewBeside(1)
	var order []int
	for i := range 20 {
		one.Go(func() { order = append(order, i) }) // one at a time, or the race detector objects
	}
	one.Wait()
	if len(order) != 20 || !slices.IsSorted(order) {
		t.Errorf("done in the order %v", order)
	}
	one.Wait() // of nothing

	b := NewBeside(2)
	first, second := make(chan int), make(chan int)
	b.Go(func() { first <- 1; <-second }) // each waits for the other
	b.Go(func() { <-first; second <- 2 })
	b.Go(func() { panic("fault") })
	done := false
	b.Go(func() { done = true })
	defer func() {
		if text, _ := recover().(string); !strings.Contains(text, "fault") || !done {
			t.Errorf("recovered %q, the work behind it done: %v", text, done)
		}
	}()
	b.Wait()
	t.Error("no panic")
}
