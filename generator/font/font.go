// Package font knows the fonts of the book: how wide each character is, which face
// has it, and how lines may break round it. What goes in are the embedded TrueType
// files; what comes out are tables of integers. It draws nothing.
package font

import (
	"fmt"
	"unicode/utf8"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"budgetbook/fonts"
)

// Face is one of the embedded fonts.
type Face uint8

const (
	Regular Face = iota // Pretendard GOV Regular
	Bold                // Pretendard GOV Bold
	Symbols             // DejaVu Sans: what the other two lack (☑ ☐ ∼)
	Faces   = 3
)

// Set holds the tables of all faces. It is immutable and safe for concurrent use.
type Set struct {
	faces [Faces]table
}

// table is the width of every character of a face.
type table struct {
	name string
	data []byte
	bmp  [0x10000]uint16 // advance in 1/1000 em plus one; 0: the face lacks the character
	rest map[rune]uint16 // the same above U+FFFF
}

// Load reads the embedded fonts. An error means that the program was built wrongly.
func Load() (*Set, error) {
	set := &Set{}
	for face, source := range [Faces]struct {
		name string
		data []byte
	}{
		Regular: {"PretendardGOV-Regular", fonts.Regular},
		Bold:    {"PretendardGOV-Bold", fonts.Bold},
		Symbols: {"DejaVuSans", fonts.Symbols},
	} {
		if err := set.faces[face].load(source.name, source.data); err != nil {
			return nil, fmt.Errorf("글꼴 %s을(를) 읽을 수 없습니다: %w", source.name, err)
		}
	}
	return set, nil
}

func (t *table) load(name string, data []byte) error {
	f, err := sfnt.Parse(data)
	if err != nil {
		return err
	}
	t.name, t.data, t.rest = name, data, map[rune]uint16{}
	var buf sfnt.Buffer
	em := fixed.Int26_6(f.UnitsPerEm()) << 6
	for r := rune(' '); r <= supplementary; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		glyph, err := f.GlyphIndex(&buf, r)
		if err != nil {
			return err
		}
		if glyph == 0 {
			continue
		}
		advance, err := f.GlyphAdvance(&buf, glyph, em, 0)
		if err != nil {
			return err
		}
		// gopdf v0.33.0 truncates to 1/1000 em, both where it measures and in the W array
		// that viewers go by; only the same truncation makes right alignment exact.
		width := uint16(int(advance>>6)*1000/int(f.UnitsPerEm())) + 1
		if r < 0x10000 {
			t.bmp[r] = width
		} else {
			t.rest[r] = width
		}
	}
	return nil
}

// supplementary is the last character looked for: beyond the ideographs of plane 2
// no embedded font has anything.
const supplementary = 0x2FA1F

// Advance is the width of r in 1/1000 em; ok is false where the face lacks it.
func (s *Set) Advance(f Face, r rune) (width int, ok bool) {
	var w uint16
	if r >= 0 && r < 0x10000 {
		w = s.faces[f].bmp[r]
	} else {
		w = s.faces[f].rest[r]
	}
	return int(w) - 1, w != 0
}

// Pick chooses the face that shows r: the text face of the wanted weight, else the
// symbols; ok is false where no font has it.
func (s *Set) Pick(bold bool, r rune) (f Face, width int, ok bool) {
	f = Regular
	if bold {
		f = Bold
	}
	if width, ok = s.Advance(f, r); ok {
		return f, width, true
	}
	width, ok = s.Advance(Symbols, r)
	return Symbols, width, ok
}

// Name is the PostScript name of the face.
func (s *Set) Name(f Face) string { return s.faces[f].name }

// Data is the TrueType file of the face, not to be changed.
func (s *Set) Data(f Face) []byte { return s.faces[f].data }
