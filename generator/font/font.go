// Package font knows the fonts of the book: how wide each character is, which face
// has it, and how lines may break round it; and it cuts a face down to the characters
// that a file shows. What goes in are the embedded TrueType files; what comes out are
// tables of integers and smaller TrueType files. It draws nothing.
package font

import (
	"fmt"
	"sync/atomic"
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

// Set holds the tables of all faces. It is safe for concurrent use: a table is read from
// the font when the first character of it is asked for.
type Set struct {
	faces [Faces]face
}

// face is a font and what has been read of it, 256 characters at a time.
type face struct {
	name   string
	font   *sfnt.Font
	data   []byte
	tables tables
	blocks [(supplementary + 0x100) / 0x100]atomic.Pointer[block]
}

// block is a stretch of 256 characters.
type block [0x100]entry

// entry is a character of a face.
type entry struct {
	glyph uint16 // 0: the face lacks the character
	width uint16 // 1/1000 em
}

// supplementary is the last character looked for: beyond the ideographs of plane 2
// no embedded font has anything.
const supplementary = 0x2FA1F

// Load opens the embedded fonts. An error means that the program was built wrongly.
func Load() (*Set, error) {
	set := &Set{}
	for i, source := range [Faces]struct {
		name string
		data []byte
	}{
		Regular: {"PretendardGOV-Regular", fonts.Regular},
		Bold:    {"PretendardGOV-Bold", fonts.Bold},
		Symbols: {"DejaVuSans", fonts.Symbols},
	} {
		f := &set.faces[i]
		f.name, f.data = source.name, source.data
		var err error
		if f.font, err = sfnt.Parse(source.data); err == nil {
			f.tables, err = readTables(source.data)
		}
		if err != nil {
			return nil, fmt.Errorf("글꼴 %s을(를) 읽을 수 없습니다: %w", source.name, err)
		}
	}
	return set, nil
}

// entry looks a character up.
func (f *face) entry(r rune) entry {
	if uint32(r) > supplementary {
		return entry{}
	}
	b := f.blocks[r>>8].Load()
	if b == nil {
		b = f.read(r &^ 0xFF)
		f.blocks[r>>8].Store(b) // whoever comes second stores the same
	}
	return b[r&0xFF]
}

// read reads the block that begins at first.
func (f *face) read(first rune) *block {
	b := &block{}
	var buf sfnt.Buffer
	em := fixed.Int26_6(f.font.UnitsPerEm()) << 6
	for i := range b {
		r := first + rune(i)
		if r < ' ' || !utf8.ValidRune(r) {
			continue
		}
		glyph, err := f.font.GlyphIndex(&buf, r)
		if err != nil || glyph == 0 {
			continue // a broken table lacks the character, and E401 says so
		}
		advance, err := f.font.GlyphAdvance(&buf, glyph, em, 0)
		if err != nil {
			continue
		}
		b[i] = entry{uint16(glyph), uint16(f.mille(int(advance >> 6)))}
	}
	return b
}

// mille is 1/1000 em, rounded towards 0. Layout measures by it, viewers go by it (the W array),
// and gopdf v0.33.0 rounds widths so too: only the same rounding makes right alignment exact.
func (f *face) mille(units int) int { return units * 1000 / int(f.font.UnitsPerEm()) }

// Advance is the width of r in 1/1000 em; ok is false where the face lacks it.
func (s *Set) Advance(f Face, r rune) (width int, ok bool) {
	e := s.faces[f].entry(r)
	return int(e.width), e.glyph != 0
}

// Glyph is the number of r in the face's file, 0 where the face lacks it.
func (s *Set) Glyph(f Face, r rune) uint16 { return s.faces[f].entry(r).glyph }

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

// Metrics are measures of a whole face in 1/1000 em, as a PDF font descriptor tells them.
type Metrics struct {
	Ascent, Descent           int // of a line; below 0 under the base line
	CapHeight, XHeight        int // of H and x
	Left, Lower, Right, Upper int // of a box round all glyphs laid over each other
}

// Metrics tells the measures of a face.
func (s *Set) Metrics(f Face) Metrics {
	face := &s.faces[f]
	at := func(table []byte, place int) int { return face.mille(int(int16(order.Uint16(table[place:])))) }
	head, hhea := face.tables["head"], face.tables["hhea"]
	top := func(r rune) int { return at(face.tables.outline(face.entry(r).glyph), outlineTop) }
	return Metrics{
		Ascent: at(hhea, hheaAscent), Descent: at(hhea, hheaAscent+2),
		CapHeight: top('H'), XHeight: top('x'),
		Left: at(head, headBox), Lower: at(head, headBox+2), Right: at(head, headBox+4), Upper: at(head, headBox+6),
	}
}
