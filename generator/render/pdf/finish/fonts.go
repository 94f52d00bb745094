package finish

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
	"regexp"
	"strconv"
)

var (
	fontFile   = regexp.MustCompile(`/FontFile2 (\d+) 0 R`)
	descriptor = regexp.MustCompile(`/FontDescriptor (\d+) 0 R`)
	width      = regexp.MustCompile(`(\d+)\[\d+\]`) // an entry of W
)

// repairFonts adds what gopdf v0.33.0 leaves out of embedded fonts: the map from characters
// to glyphs, a stem width, and in the plain form the set of glyphs, which PDF/A-1 alone
// asks for. It drops tables that gopdf writes empty because the font has none.
func (f *file) repairFonts(form Form) error {
	for n := range f.objects {
		o := &f.objects[n]
		if !bytes.Contains(o.dict, []byte("/CIDFontType2")) {
			continue
		}
		o.dict = appendEntries(o.dict, "/CIDToGIDMap/Identity")
		d, err := f.follow(o.dict, descriptor)
		if err != nil {
			return err
		}
		d.dict = bytes.Replace(d.dict, []byte("/StemV 0\n"), []byte("/StemV 80\n"), 1)
		program, err := f.follow(d.dict, fontFile)
		if err != nil {
			return err
		}
		r, err := zlib.NewReader(bytes.NewReader(program.stream))
		if err != nil {
			return err
		}
		data, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		t, err := readTrueType(data)
		if err != nil {
			return err
		}
		data = t.bytes()
		packed := deflate(data)
		*program = object{dict: fmt.Appendf(nil, "<</Length %d/Filter/FlateDecode/Length1 %d>>", len(packed), len(data)), stream: packed}
		if form == Plain {
			// The set is the next object; adding it last, since it may move the others.
			d.dict = appendEntries(d.dict, fmt.Sprintf("/CIDSet %d 0 R", len(f.objects)))
			f.addStream("", t.glyphs(o.dict))
		}
	}
	return nil
}

// follow is the object that a dictionary refers to.
func (f *file) follow(dict []byte, ref *regexp.Regexp) (*object, error) {
	m := ref.FindSubmatch(dict)
	if m == nil {
		return nil, fmt.Errorf("글꼴에 %s이(가) 없습니다", ref)
	}
	n, err := strconv.Atoi(string(m[1]))
	if err != nil || n >= len(f.objects) {
		return nil, fmt.Errorf("글꼴의 %s번 객체가 없습니다", m[1])
	}
	return &f.objects[n], nil
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
