package wording

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"
)

// dateForm is what dateAt reads, as an expression.
var dateForm = regexp.MustCompile(`^((?:19|20)[0-9]{2}|['’‘][0-9]{2})(\. *|년 *|-|/)([0-9]{1,2})(월|(?:\. *|-|/)[0-9]{1,2})?`)

// TestDateAt: the hand-written reader and the expression find the same dates.
func TestDateAt(t *testing.T) {
	// Mostly the parts of a date in their order, each now and then another one or none.
	parts := [][]string{{"19", "20", "'", "’", "‘"}, {"24", "07", "1"}, {".", ". ", ".  ", "년", "년 ", "-", "/"}, {"1", "12", "003"}, {"월", ".", ". ", "-", "/", "", "년"}, {"5", "31", "", " "}}
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		text := ""
		for _, of := range parts {
			if rapid.IntRange(0, 9).Draw(t, "other") == 0 {
				of = rapid.SampledFrom(parts).Draw(t, "part")
			}
			text += rapid.SampledFrom(of).Draw(t, "piece")
		}
		p, ok := dateAt(text)
		m := dateForm.FindStringSubmatch(text)
		if ok != (m != nil) {
			t.Fatalf("%q: %+v, %v, want %q", text, p, ok, m)
		}
		if !ok {
			return
		}
		found++
		if got := [4]string{p.year, p.joint, p.month, p.tail}; got != [4]string(m[1:]) || p.len() != len(m[0]) {
			t.Fatalf("%q: %q, want %q", text, got, m[1:])
		}
	})
	if found < 10 {
		t.Error("hardly a date was made: the test shows little")
	}
}
