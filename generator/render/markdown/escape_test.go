package markdown

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"budgetbook/generator/doc"
)

// TestHarmless: what is passed over comes out as it would have, for all texts of three words.
func TestHarmless(t *testing.T) {
	words := []string{"", "가나", " ", "1.", "2)", "#", "-", "=", ":", "www.a.b", "a@b.c", "://", "(주)", "\u3000", "\t", "\n", "*", "_", "|", "<b>", "[", "]", "&amp;", "~", "`", "$", "\\", "+", ">"}
	passed := 0
	for _, x := range words {
		for _, y := range words {
			for _, z := range words {
				for p := inBlock; p <= inLink; p++ {
					in := []doc.Inline{doc.Text{S: x + y}, doc.Text{S: z}}
					s, ok := harmless(in, p)
					if !ok {
						continue
					}
					if passed++; s != escapeAll(in, p) {
						t.Fatalf("%q in place %d: %q, want %q", x+y+z, p, s, escapeAll(in, p))
					}
				}
			}
		}
	}
	if passed < 1_000 {
		t.Errorf("only %d texts were harmless: the test shows little", passed)
	}
	if _, ok := harmless([]doc.Inline{doc.Text{S: "가", Bold: true}}, inBlock); ok {
		t.Error("bold is passed over")
	}
}

// TestCollapsed: a text is passed over only where collapse would leave it alone.
func TestCollapsed(t *testing.T) {
	word := rapid.SampledFrom([]string{"가", "a", " ", "\n", "\t", "\u3000", "\u00a0"})
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(word, 0, 4).Draw(t, "words"), "")
		if lines := strings.Split(s, "\n"); collapsed(s) != (len(lines) == 1 && s == strings.Join(strings.Fields(s), " ")) {
			t.Fatalf("%q: %v", s, collapsed(s))
		}
	})
}
