package font

import (
	"sync"
	"testing"
)

var load = sync.OnceValues(Load)

func testSet(t testing.TB) *Set {
	t.Helper()
	set, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestCoverage(t *testing.T) {
	set := testSet(t)
	for _, bold := range []bool{false, true} {
		for r := rune(0xAC00); r <= 0xD7A3; r++ {
			if f, _, ok := set.Pick(bold, r); !ok || f == Symbols {
				t.Fatalf("%c is in face %d", r, f)
			}
		}
	}
	tests := []struct {
		name string
		r    rune
		want Face
		ok   bool
	}{
		{"hanja", '經', Regular, true},
		{"decrease", '△', Regular, true},
		{"square metre", '㎡', Regular, true},
		{"box", '□', Regular, true},
		{"circle", '○', Regular, true},
		{"ticked box", '☑', Symbols, true},
		{"open box", '☐', Symbols, true},
		{"tilde operator", '∼', Symbols, true},
		{"conjoining jamo", 'ᄀ', Symbols, false},
		{"control character", '\t', Symbols, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, width, ok := set.Pick(false, tt.r)
			if ok != tt.ok || ok && (f != tt.want || width <= 0) {
				t.Errorf("face %d, width %d, %v", f, width, ok)
			}
		})
	}
}

func TestAdvance(t *testing.T) {
	set := testSet(t)
	if w, _ := set.Advance(Regular, '가'); w != 864 {
		t.Errorf("가 is %d, want 864: 864.26 truncated", w)
	}
	for _, f := range []Face{Regular, Bold} {
		zero, _ := set.Advance(f, '0')
		for r := '1'; r <= '9'; r++ {
			if w, _ := set.Advance(f, r); w != zero {
				t.Errorf("%c is %d wide, 0 is %d: columns of figures would not align", r, w, zero)
			}
		}
	}
}

func TestClassOf(t *testing.T) {
	for _, tt := range []struct {
		chars string
		want  Class
	}{
		{"가經", Syllable}, {"(「『“", Open}, {")」』”.,%㎡℃", Close}, {"09", Digit}, {"Aé", Letter},
		{"*×=", Operator}, {"△▲", Sign}, {"-/", Joiner}, {"~∼", Range}, {"·ㆍ", Dot}, {"’'", Quote}, {" ", Space}, {"○☑", Other},
	} {
		for _, r := range tt.chars {
			if got := ClassOf(r); got != tt.want {
				t.Errorf("%c is class %d, want %d", r, got, tt.want)
			}
		}
	}
}
