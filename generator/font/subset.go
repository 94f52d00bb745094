package font

import (
	"encoding/binary"
	"errors"
	"iter"
	"slices"
)

// Subset is a face cut down to the glyphs of some characters, as a PDF file embeds it.
type Subset struct {
	Program []byte   // a TrueType file
	Glyphs  []uint16 // the number in the whole face of each glyph in Program, ascending; the first is 0, .notdef
	Widths  []int    // of each glyph, 1/1000 em
}

// Subset cuts a face down to the characters. Glyphs are numbered anew, without gaps: the tables
// that have a row for each glyph of the whole face would be larger than all outlines kept.
func (s *Set) Subset(f Face, runes string) Subset {
	face := &s.faces[f]
	t := face.tables
	glyphs := []uint16{0}
	for _, r := range runes {
		glyphs = append(glyphs, face.entry(r).glyph)
	}
	for i := 0; i < len(glyphs); i++ { // grows by the parts, and by theirs
		for part := range components(t.outline(glyphs[i])) {
			glyphs = append(glyphs, order.Uint16(part))
		}
	}
	slices.Sort(glyphs)
	glyphs = slices.Compact(glyphs)

	out := Subset{Glyphs: glyphs}
	var glyf, loca, hmtx []byte
	for _, g := range glyphs {
		loca = order.AppendUint32(loca, uint32(len(glyf)))
		glyf = append(glyf, t.outline(g)...)
		for part := range components(glyf[order.Uint32(loca[len(loca)-4:]):]) {
			n, _ := slices.BinarySearch(glyphs, order.Uint16(part))
			order.PutUint16(part, uint16(n))
		}
		advance, bearing := t.metric(g)
		hmtx = order.AppendUint16(order.AppendUint16(hmtx, advance), bearing)
		out.Widths = append(out.Widths, face.mille(int(advance)))
	}
	loca = order.AppendUint32(loca, uint32(len(glyf)))

	cut := tables{"glyf": glyf, "loca": loca, "hmtx": hmtx}
	for _, tag := range []string{"cvt ", "fpgm", "head", "hhea", "maxp", "prep"} {
		if t[tag] != nil { // fonts without hints lack cvt, fpgm and prep
			cut[tag] = slices.Clone(t[tag])
		}
	}
	order.PutUint16(cut["hhea"][hheaMetrics:], uint16(len(glyphs)))
	order.PutUint16(cut["maxp"][maxpGlyphs:], uint16(len(glyphs)))
	out.Program = cut.file()
	return out
}

// order is how TrueType writes numbers.
var order = binary.BigEndian

// Places of what is read or written in tables of fixed form.
const (
	headAdjustment = 8  // makes the checksum of the whole file fileSum
	headBox        = 36 // round all glyphs: left, lower, right, upper
	headLong       = 50 // 1: loca has four bytes for each glyph
	hheaAscent     = 4  // and behind it the descent
	hheaMetrics    = 34 // how many rows of hmtx have a width
	maxpGlyphs     = 4  // how many glyphs there are
	outlineTop     = 8  // the upper edge of a glyph
)

const fileSum = 0xB1B0AFBA

// tables are the parts of a TrueType file, by tag.
type tables map[string][]byte

// readTables takes a TrueType file apart.
func readTables(file []byte) (tables, error) {
	broken := errors.New("표를 찾을 수 없습니다")
	if len(file) < 12 || len(file) < 12+16*int(order.Uint16(file[4:])) {
		return nil, broken
	}
	t := tables{}
	for row := range slices.Chunk(file[12:12+16*int(order.Uint16(file[4:]))], 16) {
		from, size := int(order.Uint32(row[8:])), int(order.Uint32(row[12:]))
		if from > len(file) || size > len(file)-from {
			return nil, broken
		}
		t[string(row[:4])] = file[from : from+size]
	}
	if len(t["head"]) != 54 || len(t["hhea"]) != 36 || len(t["maxp"]) != 32 || order.Uint16(t["head"][headLong:]) != 1 {
		return nil, errors.New("표의 꼴이 다릅니다")
	}
	return t, nil
}

// file puts the tables together, in the order of their tags.
func (t tables) file() []byte {
	tags := make([]string, 0, len(t))
	size := 12 + 16*len(t)
	for tag, data := range t {
		tags, size = append(tags, tag), size+len(data)+3
	}
	slices.Sort(tags)
	power := 0 // the largest with 2^power tables or fewer
	for 2<<power <= len(t) {
		power++
	}
	out := append(make([]byte, 0, size), 0, 1, 0, 0)
	for _, n := range []int{len(t), 16 << power, power, 16*len(t) - 16<<power} {
		out = order.AppendUint16(out, uint16(n))
	}
	order.PutUint32(t["head"][headAdjustment:], 0)
	at := 12 + 16*len(t)
	for _, tag := range tags {
		out = append(out, tag...)
		for _, n := range []uint32{checksum(t[tag]), uint32(at), uint32(len(t[tag]))} {
			out = order.AppendUint32(out, n)
		}
		at += (len(t[tag]) + 3) &^ 3
	}
	head := 0
	for _, tag := range tags {
		if tag == "head" {
			head = len(out)
		}
		out = append(out, t[tag]...)
		for len(out)%4 > 0 {
			out = append(out, 0)
		}
	}
	order.PutUint32(out[head+headAdjustment:], fileSum-checksum(out))
	return out
}

// checksum adds up numbers of four bytes, the last filled up with zeros.
func checksum(data []byte) (sum uint32) {
	for len(data) >= 4 {
		sum += order.Uint32(data)
		data = data[4:]
	}
	var last [4]byte
	copy(last[:], data)
	return sum + order.Uint32(last[:])
}

// outline is what glyf says of a glyph: nothing of a space.
func (t tables) outline(glyph uint16) []byte {
	row := t["loca"][4*int(glyph):]
	return t["glyf"][order.Uint32(row):order.Uint32(row[4:])]
}

// metric is the row of a glyph in hmtx. The last width holds for all behind it.
func (t tables) metric(glyph uint16) (advance, bearing uint16) {
	hmtx, n, i := t["hmtx"], int(order.Uint16(t["hhea"][hheaMetrics:])), int(glyph)
	if i < n {
		return order.Uint16(hmtx[4*i:]), order.Uint16(hmtx[4*i+2:])
	}
	return order.Uint16(hmtx[4*n-4:]), order.Uint16(hmtx[4*n+2*(i-n):])
}

// Flags of a component: what stands behind its number, and whether another follows.
const (
	wordArguments = 1 << 0
	oneScale      = 1 << 3
	more          = 1 << 5
	twoScales     = 1 << 6
	matrix        = 1 << 7
)

// components are the places in the outline of a composite glyph where the numbers of the
// glyphs stand that it is made of; a simple glyph has none.
func components(outline []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		if len(outline) == 0 || int16(order.Uint16(outline)) >= 0 { // contours of its own
			return
		}
		for at := 10; ; {
			flags := order.Uint16(outline[at:])
			if !yield(outline[at+2:at+4]) || flags&more == 0 {
				return
			}
			at += 6
			if flags&wordArguments != 0 {
				at += 2
			}
			switch {
			case flags&oneScale != 0:
				at += 2
			case flags&twoScales != 0:
				at += 4
			case flags&matrix != 0:
				at += 8
			}
		}
	}
}
