package source

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Nearest finds the word that was probably meant: the one with the fewest slips
// (a letter wrong, missing, too many, or two exchanged), at most one in three
// letters. Hangul is compared letter by letter (자모), capitals count as small.
// Among equals the first wins.
func Nearest(word string, among []string) (string, bool) {
	w := letters(word)
	best, found := 0, ""
	ok := false
	for _, candidate := range among {
		c := letters(candidate)
		limit := max(len(w), len(c)) / 3
		limit = max(limit, 1)
		if d := len(w) - len(c); d > limit || -d > limit || len(w) == 0 {
			continue
		}
		if d := slips(w, c); d <= limit && d < len(w) && (!ok || d < best) {
			best, found, ok = d, candidate, true
		}
	}
	return found, ok
}

func letters(s string) []rune { return []rune(norm.NFD.String(strings.ToLower(s))) }

// slips is the Damerau-Levenshtein distance (optimal string alignment).
func slips(a, b []rune) int {
	before := make([]int, len(b)+1)
	last := make([]int, len(b)+1)
	row := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
