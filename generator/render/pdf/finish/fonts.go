package finish

import (
	"encoding/binary"
	"fmt"

	"budgetbook/generator/font"
	"budgetbook/generator/render/pdf/paint"
)

// typeface is a face with the characters that a file shows: what its objects hold. Texts
// name a glyph by its number in the whole face, which is its CID.
type typeface struct {
	name    string
	metrics font.Metrics
	widths  string // of the CIDs: the entries DW and W
	length  int    // of the program before it was deflated
	program []byte // a TrueType file, deflated
	glyphs  []byte // from CIDs to glyphs of the program, deflated
	unicode []byte // from CIDs to characters, deflated
	set     []byte // which CIDs there are, a bit for each, the highest of a byte first
}

// newTypeface cuts a face down to the characters.
func newTypeface(face font.Face, runes string, fonts *font.Set) typeface {
	cut := fonts.Subset(face, runes)
	last := int(cut.Glyphs[len(cut.Glyphs)-1])
	glyphs, set := make([]byte, 2*(last+1)), make([]byte, last/8+1)
	for i, cid := range cut.Glyphs {
		binary.BigEndian.PutUint16(glyphs[2*int(cid):], uint16(i))
		set[cid/8] |= 0x80 >> (cid % 8)
	}
	return typeface{
		// The prefix marks a subset, as the PDF standard asks.
		name: "BUDGET+" + fonts.Name(face), metrics: fonts.Metrics(face), widths: widths(cut),
		length: len(cut.Program), program: paint.Deflate(cut.Program), glyphs: paint.Deflate(glyphs),
		unicode: paint.Deflate(unicodeMap(fonts, face, runes)), set: set,
	}
}

// widths are the entries DW, the width of most glyphs, and W, those of all others.
func widths(cut font.Subset) string {
	count := map[int]int{}
	most := 0
	for _, w := range cut.Widths {
		if count[w]++; count[w] > count[most] {
			most = w
		}
	}
	w := fmt.Appendf(nil, "/DW %d/W[", most)
	for i, cid := range cut.Glyphs {
		if cut.Widths[i] != most {
			w = fmt.Appendf(w, "%d[%d]", cid, cut.Widths[i])
		}
	}
	return string(w) + "]"
}

// fonts writes the streams of the fonts that show the characters, adds their dictionaries
// to the objects, and returns the resources of all pages.
func (f *file) fonts(objects map[int]string, runes paint.Runes, fonts *font.Set, parallel func(n int, f func(int))) (resources string) {
	var made [font.Faces]typeface
	parallel(font.Faces, func(i int) {
		if runes[i] != "" {
			made[i] = newTypeface(font.Face(i), runes[i], fonts)
		}
	})
	resources = "<</ProcSet[/PDF/Text]/Font<<"
	for face := range made {
		if runes[face] != "" {
			resources += fmt.Sprintf("/F%d %s", face+1, ref(f.typeface(objects, &made[face])))
		}
	}
	return resources + ">>>>"
}

// typeface writes a face and returns the number of its dictionary.
func (f *file) typeface(objects map[int]string, t *typeface) int {
	whole, cid, descriptor, program, glyphs, unicode := f.reserve(1), f.reserve(1), f.reserve(1), f.reserve(1), f.reserve(1), f.reserve(1)
	f.stream(program, fmt.Sprintf("/Filter/FlateDecode/Length1 %d", t.length), t.program)
	f.stream(glyphs, "/Filter/FlateDecode", t.glyphs)
	f.stream(unicode, "/Filter/FlateDecode", t.unicode)
	m, set := t.metrics, ""
	if f.form == Plain { // PDF/A-1 alone asks for it
		n := f.reserve(1)
		f.stream(n, "", t.set)
		set = "/CIDSet " + ref(n)
	}
	const symbolic = 4 // as all fonts that have other letters than Latin ones
	objects[descriptor] = fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/XHeight %d/StemV 80/FontFile2 %s%s>>",
		t.name, symbolic, m.Left, m.Lower, m.Right, m.Upper, m.Ascent, m.Descent, m.CapHeight, m.XHeight, ref(program), set)
	objects[cid] = fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %s/CIDToGIDMap %s%s>>",
		t.name, ref(descriptor), ref(glyphs), t.widths)
	objects[whole] = fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%s]/ToUnicode %s>>",
		t.name, ref(cid), ref(unicode))
	return whole
}
