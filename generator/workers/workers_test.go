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
