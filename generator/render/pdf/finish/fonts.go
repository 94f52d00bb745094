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

	"budgetbook/generator/font"
	"budgetbook/generator/render/pdf/paint"
)

var (
	reference  = regexp.MustCompile(`(\d+) 0 R`)
	fontFile   = regexp.MustCompile(`/FontFile2 (\d+) 0 R`)
	descriptor = regexp.MustCompile(`/FontDescriptor (\d+) 0 R`)
	width      = regexp.MustCompile(`(\d+)\[\d+\]`) // an entry of W
)

// fonts writes the streams of the fonts that show the characters, adds their dictionaries
// to the objects, and returns the resources of all pages.
func (f *file) fonts(objects map[int]string, runes paint.Runes, fonts *font.Set, parallel func(n int, f func(int))) (resources string, err error) {
	made, faces, err := paint.Frame(runes, fonts)
	if err != nil {
		return "", err
	}
	repairUnicode(made)
	if made, err = repairFonts(made, f.form, parallel); err != nil {
		return "", err
	}
	// gopdf's objects that no font leads to are left behind; the others get new numbers.
	numbers := map[int]int{}
	var order []int
	var visit func(n int)
	visit = func(n int) {
		if numbers[n] > 0 {
			return
		}
		numbers[n] = f.reserve(1)
		order = append(order, n)
		for _, m := range reference.FindAllSubmatch(made[n].Dict, -1) {
			if to, err := strconv.Atoi(string(m[1])); err == nil && to < len(made) {
				visit(to)
			}
		}
	}
	resources = "<</ProcSet[/PDF/Text]/Font<<"
	for face, n := range faces {
		if n > 0 {
			visit(n)
			resources += fmt.Sprintf("/F%d %s", face+1, ref(numbers[n]))
		}
	}
	for _, n := range order {
		dict := reference.ReplaceAllFunc(made[n].Dict, func(m []byte) []byte {
			old, _ := strconv.Atoi(string(m[:bytes.IndexByte(m, ' ')])) // digits, as the expression says
			return []byte(ref(numbers[old]))
		})
		if made[n].Stream == nil {
			objects[numbers[n]] = string(dict)
		} else {
			f.stream(numbers[n], string(dict), made[n].Stream)
		}
	}
	return resources + ">>>>", nil
}

// repairFonts adds what gopdf v0.33.0 leaves out of embedded fonts: the map from characters
// to glyphs, a stem width, and in the plain form the set of glyphs, which PDF/A-1 alone
// asks for. It drops tables that gopdf writes empty because the font has none, and the
// widths of glyphs that are not shown.
func repairFonts(objects []paint.Object, form Form, parallel func(n int, f func(int))) ([]paint.Object, error) {
	type shown struct {
		font, descriptor, program *paint.Object
		set                       []byte
		err                       error
	}
	var fonts []*shown
	objects = slices.Grow(objects, font.Faces) // so that they stay where they are
	for n := range objects {
		o := &objects[n]
		if !bytes.Contains(o.Dict, []byte("/CIDFontType2")) {
			continue
		}
		o.Dict = appendEntries(o.Dict, "/CIDToGIDMap/Identity")
		d, err := follow(objects, o.Dict, descriptor)
		if err != nil {
			return nil, err
		}
		d.Dict = bytes.Replace(d.Dict, []byte("/StemV 0\n"), []byte("/StemV 80\n"), 1)
		program, err := follow(objects, d.Dict, fontFile)
		if err != nil {
			return nil, err
		}
		fonts = append(fonts, &shown{font: o, descriptor: d, program: program})
	}
	parallel(len(fonts), func(i int) {
		s := fonts[i]
		s.set, s.err = repairProgram(s.program, s.font.Dict)
	})
	for _, s := range fonts {
		if s.err != nil {
			return nil, s.err
		}
		if form == Plain {
			s.descriptor.Dict = appendEntries(s.descriptor.Dict, "/CIDSet "+ref(len(objects)))
			objects = append(objects, paint.Object{Stream: s.set})
		}
	}
	return objects, nil
}

// repairProgram repairs a font program and returns the set of its glyphs.
func repairProgram(program *paint.Object, dict []byte) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(program.Stream))
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	t, err := readTrueType(data)
	if err != nil {
		return nil, err
	}
	set := t.glyphs(dict)
	data = t.bytes()
	*program = paint.Object{Dict: []byte("/Filter/FlateDecode/Length1 " + itoa(len(data))), Stream: paint.Deflate(data)}
	return set, nil
}

// follow is the object that a dictionary refers to.
func follow(objects []paint.Object, dict []byte, ref *regexp.Regexp) (*paint.Object, error) {
	m := ref.FindSubmatch(dict)
	if m == nil {
		return nil, fmt.Errorf("글꼴에 %s이(가) 없습니다", ref)
	}
	n, err := strconv.Atoi(string(m[1]))
	if err != nil || n >= len(objects) {
		return nil, fmt.Errorf("글꼴의 %s번 객체가 없습니다", m[1])
	}
	return &objects[n], nil
}

// appendEntries adds entries to a dictionary.
func appendEntries(dict []byte, entries string) []byte {
	end := bytes.LastIndex(dict, []byte(">>"))
	return []byte(string(dict[:end]) + entries + ">>")
}

// trueType is a font program as its tables, in the order of the file.
type trueType []fontTable

type fontTable struct {
	tag      string
	checksum uint32
	data     []byte
}

// readTrueType takes a font program apart and leaves empty tables out.
func readTrueType(b []byte) (trueType, error) {
	short := fmt.Errorf("글꼴이 중간에 끝납니다")
	if len(b) < 12 {
		return nil, short
	}
	n := int(binary.BigEndian.Uint16(b[4:]))
	if len(b) < 12+16*n {
		return nil, short
	}
	var t trueType
	for i := range n {
		e := b[12+16*i:]
		offset, length := int(binary.BigEndian.Uint32(e[8:])), int(binary.BigEndian.Uint32(e[12:]))
		if length == 0 {
			continue
		}
		if offset+length > len(b) {
			return nil, short
		}
		t = append(t, fontTable{string(e[:4]), binary.BigEndian.Uint32(e[4:]), b[offset : offset+length]})
	}
	if t.table("loca") == nil || len(t.table("head")) < 54 {
		return nil, short
	}
	return t, nil
}

func (t trueType) table(tag string) []byte {
	for _, e := range t {
		if e.tag == tag {
			return e.data
		}
	}
	return nil
}

// bytes puts the tables together again.
func (t trueType) bytes() []byte {
	power := 0
	for 2<<power <= len(t) {
		power++
	}
	out := []byte{0, 1, 0, 0}
	for _, v := range []int{len(t), 16 << power, power, 16*len(t) - 16<<power} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	offset := 12 + 16*len(t)
	for _, e := range t {
		out = append(out, e.tag...)
		for _, v := range []uint32{e.checksum, uint32(offset), uint32(len(e.data))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		offset += (len(e.data) + 3) &^ 3
	}
	for _, e := range t {
		out = append(out, e.data...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}

// glyphs is the set of glyphs that have an outline, those with a width in the font's
// dictionary (a space has no outline) and glyph 0, as bits: the first glyph is the highest
// bit of the first byte.
func (t trueType) glyphs(dict []byte) []byte {
	loca := t.table("loca")
	size := 2 << (t.table("head")[51] & 1) // indexToLocFormat: 1 for offsets of four bytes
	count := len(loca)/size - 1
	set := make([]byte, (count+7)/8)
	for i := range count {
		if i == 0 || !bytes.Equal(loca[size*i:size*(i+1)], loca[size*(i+1):size*(i+2)]) {
			set[i/8] |= 0x80 >> (i % 8)
		}
	}
	for _, m := range width.FindAllSubmatch(dict, -1) {
		if i, err := strconv.Atoi(string(m[1])); err == nil && i < count {
			set[i/8] |= 0x80 >> (i % 8)
		}
	}
	return set
}
