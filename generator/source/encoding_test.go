package source

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TestMayCompose: what NFC is spared it would leave alone, whatever stands beside it.
func TestMayCompose(t *testing.T) {
	spared := 0
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if !utf8.ValidRune(r) || mayCompose(r) {
			continue
		}
		spared++
		s := string(r)
		if !norm.NFC.IsNormalString(s) || !norm.NFC.PropertiesString(s).BoundaryBefore() {
			t.Errorf("U+%04X joins what stands before it, or changes", r)
		}
	}
	if spared < 11_172 {
		t.Errorf("only %d characters are spared", spared)
	}
}
