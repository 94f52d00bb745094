package finish

import (
	"maps"
	"slices"
	"strconv"
	"unicode/utf16"

	"budgetbook/generator/font"
)

// perBlock is how many entries a block of a table from CIDs to characters has at most.
const perBlock = 100

// unicodeMap is the table from CIDs to characters, in order. Where two characters share a
// glyph (金 U+91D1 and U+F90A) it gives the lowest: it is the common one.
func unicodeMap(fonts *font.Set, face font.Face, runes string) []byte {
	of := map[uint16]rune{}
	for _, r := range runes {
		glyph := fonts.Glyph(face, r)
		if old, ok := of[glyph]; !ok || r < old {
			of[glyph] = r
		}
	}
	glyphs := slices.Sorted(maps.Keys(of))
	b := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	for block := range slices.Chunk(glyphs, perBlock) {
		b = append(strconv.AppendInt(b, int64(len(block)), 10), " beginbfchar\n"...)
		for _, g := range block {
			b = append(appendHex(append(b, '<'), g), "><"...)
			for _, u := range utf16.AppendRune(nil, of[g]) {
				b = appendHex(b, u)
			}
			b = append(b, ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}
