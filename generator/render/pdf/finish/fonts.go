package finish

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"budgetbook/generator/font"
	"budgetbook/generator/render/pdf/paint"
)

var (
	reference  = regexp.MustCompile(`(\d+) 0 R`)
	fontFile   = regexp.MustCompile(`/FontFile2 (\d+) 0 R`)
	descriptor = regexp.MustCompile(`/FontDescriptor (\d+) 0 R`)
	width      = regexp.MustCompile(`(\d+)\[\d+\]`) // an entry of W
)

// Cache keeps what takes long to make from one run of the program to the next. Get returns nil
// for a key that it does not have. A cache belongs to one program.
type Cache interface {
	Get(key [sha256.Size]byte) []byte
	Put(key [sha256.Size]byte, data []byte)
}

// typeface is a face with the characters that a file shows, ready to be written.
type typeface struct {
	Objects []paint.Object // numbered from 1
	Root    int            // the font dictionary
}

// hex is what a fingerprint is written in. It changes with every edit, and the characters of
// a file shall not: a face that has some of these digits gets all.
const hex = "0123456789abcdef"

// typeface makes a face, or takes it from the cache.
func (f *file) typeface(face font.Face, runes string, fonts *font.Set, cache Cache) (t typeface, err error) {
	if strings.ContainsAny(runes, hex) {
		var whole paint.Runes
		whole[face] = hex + runes
		runes = paint.Union([]paint.Runes{whole})[face]
	}
	key := sha256.Sum256(fmt.Appendf(nil, "typeface %d %d %s", f.form, face, runes))
	if cache != nil {
		if data := cache.Get(key); data != nil && gob.NewDecoder(bytes.NewReader(data)).Decode(&t) == nil {
			return t, nil
		}
	}
	if t.Objects, t.Root, err = paint.Typeface(face, runes, fonts); err != nil {
		return t, err
	}
	repairUnicode(t.Objects)
	if t.Objects, err = repairFont(t.Objects, f.form); err != nil {
		return t, err
	}
	if cache != nil {
		var data bytes.Buffer
		if err := gob.NewEncoder(&data).Encode(t); err != nil {
			return t, err
		}
		cache.Put(key, data.Bytes())
	}
	return t, nil
}

// fonts writes the streams of the fonts that show the characters, adds their dictionaries
// to the objects, and returns the resources of all pages.
func (f *file) fonts(objects map[int]string, runes paint.Runes, fonts *font.Set, cache Cache, parallel func(n int, f func(int))) (resources string, err error) {
	var made [font.Faces]typeface
	var failed [font.Faces]error
	parallel(font.Faces, func(i int) {
		if runes[i] != "" {
			made[i], failed[i] = f.typeface(font.Face(i), runes[i], fonts, cache)
		}
	})
	if err := errors.Join(failed[:]...); err != nil {
		return "", err
	}
	resources = "<</ProcSet[/PDF/Text]/Font<<"
	for face, t := range made {
		if t.Root > 0 {
			resources += fmt.Sprintf("/F%d %s", face+1, ref(f.add(objects, t)))
		}
	}
	return resources + ">>>>", nil
}

// add writes a face and returns the number of its dictionary. gopdf's objects that it does
// not lead to are left behind; the others get new numbers.
func (f *file) add(objects map[int]string, t typeface) int {
	numbers := map[int]int{}
	var order []int
	var visit func(n int)
	visit = func(n int) {
		if numbers[n] > 0 {
			return
		}
		numbers[n] = f.reserve(1)
		order = append(order, n)
		for _, m := range reference.FindAllSubmatch(t.Objects[n].Dict, -1) {
			if to, err := strconv.Atoi(string(m[1])); err == nil && to < len(t.Objects) {
				visit(to)
			}
		}
	}
	visit(t.Root)
	for _, n := range order {
		dict := reference.ReplaceAllFunc(t.Objects[n].Dict, func(m []byte) []byte {
			old, _ := strconv.Atoi(string(m[:bytes.IndexByte(m, ' ')])) // digits, as the expression says
			return []byte(ref(numbers[old]))
		})
		if t.Objects[n].Stream == nil {
			objects[numbers[n]] = string(dict)
		} else {
			f.stream(numbers[n], string(dict), t.Objects[n].Stream)
		}
	}
	return numbers[t.Root]
}

// repairFont adds what gopdf v0.33.0 leaves out of an embedded font: the map from characters
// to glyphs, a stem width, and in the plain form the set of glyphs, which PDF/A-1 alone
// asks for. It drops tables that gopdf writes empty because the font has none, and the
// widths of glyphs that are not shown.
func repairFont(objects []paint.Object, form Form) ([]paint.Object, error) {
	at := slices.IndexFunc(objects, func(o paint.Object) bool { return bytes.Contains(o.Dict, []byte("/CIDFontType2")) })
	if at < 0 {
		return nil, errors.New("CIDFontType2가 없습니다")
	}
	font := &objects[at]
	font.Dict = appendEntries(font.Dict, "/CIDToGIDMap/Identity")
	d, err := follow(objects, font.Dict, descriptor)
	if err != nil {
		return nil, err
	}
	d.Dict = bytes.Replace(d.Dict, []byte("/StemV 0\n"), []byte("/StemV 80\n"), 1)
	program, err := follow(objects, d.Dict, fontFile)
	if err != nil {
		return nil, err
	}
	set, err := repairProgram(program, font.Dict)
	if err != nil {
		return nil, err
	}
	if form == Plain {
		d.Dict = appendEntries(d.Dict, "/CIDSet "+ref(len(objects)))
		objects = append(objects, paint.Object{Stream: set})
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
