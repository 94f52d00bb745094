package finish

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"budgetbook/generator/font"
)

func inflate(t *testing.T, stream []byte) []byte {
	t.Helper()
	r, err := zlib.NewReader(bytes.NewReader(stream))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestTypeface reads back what a file says of a font, from the numbers that stand in texts.
func TestTypeface(t *testing.T) {
	fonts, err := font.Load()
	if err != nil {
		t.Fatal(err)
	}
	var hangul strings.Builder
	for r := rune(0xAC00); r < 0xAC00+400; r++ {
		hangul.WriteRune(r)
	}
	for face, runes := range map[font.Face]string{font.Regular: " 0123.-é金㎡△" + hangul.String(), font.Bold: "예산액", font.Symbols: "☐☑𝟩"} {
		t.Run(fonts.Name(face), func(t *testing.T) {
			f := newTypeface(face, runes, fonts)
			cut := fonts.Subset(face, runes)
			if program := inflate(t, f.program); len(program) != f.length || !bytes.Equal(program, cut.Program) {
				t.Errorf("%d bytes, the length says %d", len(program), f.length)
			}
			glyphs, letters, widths := inflate(t, f.glyphs), letters(t, inflate(t, f.unicode)), widthsOf(t, f.widths)
			if strings.Contains(f.widths, "[864]") {
				t.Errorf("the width of all Hangul is told for each: %s", f.widths)
			}
			for _, r := range runes {
				cid := fonts.Glyph(face, r)
				if letters[cid] != string(r) {
					t.Errorf("%c reads %q", r, letters[cid])
				}
				delete(letters, cid)
				if glyph := binary.BigEndian.Uint16(glyphs[2*cid:]); glyph == 0 || cut.Glyphs[glyph] != cid {
					t.Errorf("%c is drawn as glyph %d", r, glyph)
				}
				if want, _ := fonts.Advance(face, r); widths(cid) != want {
					t.Errorf("%c is %d wide, want %d", r, widths(cid), want)
				}
			}
			if len(letters) > 0 {
				t.Errorf("letters that are not shown: %v", letters)
			}
			for cid := range len(glyphs) / 2 {
				i, kept := slices.BinarySearch(cut.Glyphs, uint16(cid))
				if kept && widths(uint16(cid)) != cut.Widths[i] {
					t.Errorf("%d is %d wide, want %d", cid, widths(uint16(cid)), cut.Widths[i])
				}
				if inSet := f.set[cid/8]>>(7-cid%8)&1 == 1; inSet != kept {
					t.Errorf("%d is in the set: %v, in the program: %v", cid, inSet, kept)
				}
			}
			if want := (len(glyphs)/2 + 7) / 8; len(f.set) != want {
				t.Errorf("a set of %d bytes, want %d", len(f.set), want)
			}
		})
	}
}

// letters reads a table from CIDs to characters.
func letters(t *testing.T, table []byte) map[uint16]string {
	t.Helper()
	out := map[uint16]string{}
	blocks := regexp.MustCompile(`(?s)(\d+) beginbfchar\n(.*?)endbfchar\n`).FindAllStringSubmatch(string(table), -1)
	for _, block := range blocks {
		lines := strings.Split(strings.TrimSuffix(block[2], "\n"), "\n")
		if n, _ := strconv.Atoi(block[1]); n != len(lines) || n > perBlock {
			t.Errorf("a block of %d lines says %d", len(lines), n)
		}
		for _, line := range lines {
			var cid uint16
			var text string
			if _, err := fmt.Sscanf(line, "<%04X><%s", &cid, &text); err != nil {
				t.Fatalf("%q: %v", line, err)
			}
			var units []uint16
			for text = strings.TrimSuffix(text, ">"); text != ""; text = text[4:] {
				u, err := strconv.ParseUint(text[:4], 16, 16)
				if err != nil {
					t.Fatalf("%q: %v", line, err)
				}
				units = append(units, uint16(u))
			}
			out[cid] = string(utf16.Decode(units))
		}
	}
	return out
}

// widthsOf reads the entries DW and W.
func widthsOf(t *testing.T, entries string) func(cid uint16) int {
	t.Helper()
	var others string
	all := 0
	if _, err := fmt.Sscanf(entries, "/DW %d/W%s", &all, &others); err != nil {
		t.Fatalf("%q: %v", entries, err)
	}
	own := map[uint16]int{}
	for _, m := range regexp.MustCompile(`(\d+)\[(\d+)\]`).FindAllStringSubmatch(others, -1) {
		cid, _ := strconv.ParseUint(m[1], 10, 16) // digits, as the expression says
		own[uint16(cid)], _ = strconv.Atoi(m[2])
	}
	return func(cid uint16) int {
		if w, ok := own[cid]; ok {
			return w
		}
		return all
	}
}

// TestOneGlyphOfTwoCharacters: the common one of the two is read.
func TestOneGlyphOfTwoCharacters(t *testing.T) {
	fonts, err := font.Load()
	if err != nil {
		t.Fatal(err)
	}
	const common, rare = '金', '\uF90A'
	if fonts.Glyph(font.Regular, common) != fonts.Glyph(font.Regular, rare) {
		t.Fatal("no longer one glyph")
	}
	for _, runes := range []string{string(common) + string(rare), string(rare) + string(common)} {
		if got := letters(t, unicodeMap(fonts, font.Regular, runes)); len(got) != 1 || got[fonts.Glyph(font.Regular, common)] != string(common) {
			t.Errorf("%v", got)
		}
	}
}
