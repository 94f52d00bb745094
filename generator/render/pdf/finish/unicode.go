package finish

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf16"

	"budgetbook/generator/render/pdf/paint"
)

// glyphLine is one line of the table by which gopdf v0.33.0 leads from glyphs to text.
var glyphLine = regexp.MustCompile(`(?m)^<([0-9A-F]+)><[0-9A-F]+><([0-9A-F]+)>$`)

// repairUnicode rewrites the tables that lead from glyphs to text. gopdf writes them as
// one block of any length, although 100 entries are allowed; it writes characters above
// U+FFFF as five digits instead of two surrogates; and where two characters share a
// glyph (金 U+91D1 and U+F90A) it gives both. The lowest is kept: it is the common one.
func repairUnicode(objects []paint.Object) {
	for n := range objects {
		if !bytes.Contains(objects[n].Stream, []byte("begincmap")) {
			continue
		}
		runes := map[int]rune{}
		for _, m := range glyphLine.FindAllSubmatch(objects[n].Stream, -1) {
			glyph, _ := strconv.ParseInt(string(m[1]), 16, 32) // hex digits, as the expression says
			r, _ := strconv.ParseInt(string(m[2]), 16, 32)
			if old, ok := runes[int(glyph)]; !ok || rune(r) < old {
				runes[int(glyph)] = rune(r)
			}
		}
		data := paint.Deflate(unicodeMap(runes))
		objects[n] = paint.Object{Dict: []byte("/Filter/FlateDecode"), Stream: data}
	}
}

// unicodeMap is the table as a stream, glyphs in order.
func unicodeMap(runes map[int]rune) []byte {
	glyphs := make([]int, 0, len(runes))
	for g := range runes {
		glyphs = append(glyphs, g)
	}
	slices.Sort(glyphs)
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	for block := range slices.Chunk(glyphs, 100) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(block))
		for _, g := range block {
			fmt.Fprintf(&b, "<%04X><", g)
			for _, u := range utf16.Encode([]rune{runes[g]}) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}
