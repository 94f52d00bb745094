package layout

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestStock: slices that grow in turns hold what was put into them, as if each had memory of
// its own.
func TestStock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s stock[int]
		for range 2 { // the second time in memory that was used
			var cut, want [3][]int
			for n := range rapid.IntRange(0, 300).Draw(t, "steps") {
				i := rapid.IntRange(0, len(cut)-1).Draw(t, "slice")
				room := rapid.IntRange(1, 9).Draw(t, "room")
				cut[i] = s.room(cut[i], room)
				for range rapid.IntRange(0, room).Draw(t, "more") {
					cut[i], want[i] = append(cut[i], n), append(want[i], n)
				}
				if rapid.Bool().Draw(t, "back") {
					cut[i] = s.back(cut[i])
				}
			}
			for i := range cut {
				if !slices.Equal(cut[i], want[i]) {
					t.Fatalf("slice %d holds %v, want %v", i, cut[i], want[i])
				}
			}
			s.renew()
		}
	})
}
