package font

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// cutTables takes the program of a subset apart, and holds its frame against the standard.
func cutTables(t *testing.T, s Subset) tables {
	t.Helper()
	cut, err := readTables(s.Program)
	if err != nil {
		t.Fatal(err)
	}
	end := 12 + 16*len(cut)
	var last string
	for row := range slices.Chunk(s.Program[12:end], 16) {
		tag, sum, from, size := string(row[:4]), order.Uint32(row[4:]), int(order.Uint32(row[8:])), int(order.Uint32(row[12:]))
		if tag <= last {
			t.Errorf("%q stands behind %q", tag, last)
		}
		if from != end {
			t.Errorf("%q begins at %d, the table before ends at %d", tag, from, end)
		}
		last, end = tag, from+(size+3)&^3
		data := bytes.Clone(cut[tag])
		if tag == "head" {
			clear(data[headAdjustment:][:4])
		}
		if checksum(data) != sum {
			t.Errorf("%q has another checksum", tag)
		}
	}
	if end != len(s.Program) {
		t.Errorf("%d bytes, the tables end at %d", len(s.Program), end)
	}
	if sum := checksum(s.Program); sum != fileSum {
		t.Errorf("the whole file adds up to %08X", sum)
	}
	return cut
}

// TestSubset cuts every face down, to a few characters and to all that a face has.
func TestSubset(t *testing.T) {
	set := testSet(t)
	all := func(f Face) string {
		var b strings.Builder
		for r := rune(' '); r < 0x30000; r++ {
			if set.Glyph(f, r) != 0 {
				b.WriteRune(r)
			}
		}
		return b.String()
	}
	tests := []struct {
		name      string
		face      Face
		runes     string
		composite bool // some of the characters are made of others
	}{
		{"regular", Regular, " 0123가각사회적경제金㎡①é(", true},
		{"bold", Bold, "예산액", false},
		{"symbols, with hints", Symbols, "☑☐∼é", true},
		{"nothing", Regular, "", false},
		{"a blank", Regular, " ", false},
		{"all regular", Regular, all(Regular), true},
		{"all bold", Bold, all(Bold), true},
		{"all symbols", Symbols, all(Symbols), true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := set.Subset(tt.face, tt.runes)
			whole, cut := set.faces[tt.face].tables, cutTables(t, s)

			// The glyphs are .notdef, those of the characters and the parts of these, no more.
			want := map[uint16]bool{0: true}
			var need func(g uint16)
			need = func(g uint16) {
				want[g] = true
				for part := range components(whole.outline(g)) {
					need(order.Uint16(part))
				}
			}
			characters := map[uint16]bool{0: true}
			for _, r := range tt.runes {
				g := set.Glyph(tt.face, r)
				characters[g] = true
				need(g)
			}
			if !slices.Equal(s.Glyphs, slices.Sorted(maps.Keys(want))) {
				t.Errorf("glyphs %v, want %d", s.Glyphs, len(want))
			}
			if parts := len(want) > len(characters); parts != tt.composite && len(tt.runes) < 100 {
				t.Errorf("glyphs beside those of the characters: %v", parts)
			}

			n := len(s.Glyphs)
			if got := int(order.Uint16(cut["maxp"][maxpGlyphs:])); got != n {
				t.Errorf("maxp has %d glyphs of %d", got, n)
			}
			if got := int(order.Uint16(cut["hhea"][hheaMetrics:])); got != n || len(cut["hmtx"]) != 4*n || len(s.Widths) != n {
				t.Errorf("%d widths in hhea, hmtx of %d bytes, %d widths, %d glyphs", got, len(cut["hmtx"]), len(s.Widths), n)
			}
			if len(cut["loca"]) != 4*(n+1) || order.Uint32(cut["loca"]) != 0 || int(order.Uint32(cut["loca"][4*n:])) != len(cut["glyf"]) {
				t.Errorf("loca of %d bytes leads from %d to %d of %d", len(cut["loca"]), order.Uint32(cut["loca"]), order.Uint32(cut["loca"][4*n:]), len(cut["glyf"]))
			}
			for i, g := range s.Glyphs {
				if order.Uint32(cut["loca"][4*i:]) > order.Uint32(cut["loca"][4*i+4:]) {
					t.Fatalf("glyph %d ends before it begins", i)
				}
				outline := bytes.Clone(cut.outline(uint16(i)))
				for part := range components(outline) { // with the numbers that they had
					order.PutUint16(part, s.Glyphs[order.Uint16(part)])
				}
				if !bytes.Equal(outline, whole.outline(g)) {
					t.Errorf("glyph %d has another outline", g)
				}
				wantAdvance, wantBearing := whole.metric(g)
				if advance, bearing := cut.metric(uint16(i)); advance != wantAdvance || bearing != wantBearing {
					t.Errorf("glyph %d: %d and %d in hmtx, want %d and %d", g, advance, bearing, wantAdvance, wantBearing)
				}
				if want := int(wantAdvance) * 1000 / 2048; s.Widths[i] != want {
					t.Errorf("glyph %d is %d wide, want %d", g, s.Widths[i], want)
				}
			}
			for _, r := range tt.runes { // what layout measures is what hmtx says
				i, _ := slices.BinarySearch(s.Glyphs, set.Glyph(tt.face, r))
				if width, ok := set.Advance(tt.face, r); !ok || width != s.Widths[i] {
					t.Errorf("%c is %d wide, its glyph %d", r, width, s.Widths[i])
				}
			}
			drawn(t, &set.faces[tt.face], cut, s.Glyphs)
			for _, tag := range []string{"cvt ", "fpgm", "prep"} {
				if !bytes.Equal(cut[tag], whole[tag]) {
					t.Errorf("another %q", tag)
				}
			}
		})
	}
}

// drawn holds the glyphs of a subset against those of the whole face as a reader of fonts that
// is not ours draws them, made of parts or not.
func drawn(t *testing.T, face *face, cut tables, glyphs []uint16) {
	t.Helper()
	full := maps.Clone(cut)
	for _, tag := range []string{"OS/2", "cmap", "name", "post"} { // it reads no font without, and asks no more of them
		full[tag] = testSet(t).faces[Regular].tables[tag]
	}
	full["post"] = append([]byte{0, 3}, full["post"][2:32]...) // without names of glyphs
	f, err := sfnt.Parse(full.file())
	if err != nil {
		t.Fatal(err)
	}
	var one, other sfnt.Buffer
	for i, g := range glyphs {
		want, err := face.font.LoadGlyph(&one, sfnt.GlyphIndex(g), fixed.I(1000), nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := f.LoadGlyph(&other, sfnt.GlyphIndex(i), fixed.I(1000), nil)
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("glyph %d is drawn otherwise, %v", g, err)
		}
	}
}

// TestSubsetIsSmall: no table has a row for glyphs that are left out.
func TestSubsetIsSmall(t *testing.T) {
	if s := testSet(t).Subset(Regular, "가나다"); len(s.Program) > 2000 {
		t.Errorf("%d bytes for three characters", len(s.Program))
	}
}

// TestComponents reads outlines with every kind of arguments and scales, which the embedded
// fonts have not all.
func TestComponents(t *testing.T) {
	outline := func(numbers ...uint16) (b []byte) {
		b = make([]byte, 10)
		order.PutUint16(b, 0xFFFF)
		for _, n := range numbers {
			b = order.AppendUint16(b, n)
		}
		return b
	}
	for name, tt := range map[string]struct {
		outline []byte
		want    []uint16
	}{
		"a blank":             {nil, nil},
		"contours of its own": {append([]byte{0, 1}, outline(more, 7, 0, 0, 8, 0)[2:]...), nil},
		"byte arguments":      {outline(more, 7, 0, 0, 8, 0), []uint16{7, 8}},
		"word arguments":      {outline(more|wordArguments, 7, 0, 0, wordArguments, 8, 0, 0), []uint16{7, 8}},
		"one scale":           {outline(more|oneScale, 7, 0, 1<<14, 0, 8, 0), []uint16{7, 8}},
		"two scales":          {outline(more|twoScales, 7, 0, 1<<14, 1<<14, 0, 8, 0), []uint16{7, 8}},
		"a matrix":            {outline(more|matrix|wordArguments, 7, 0, 0, 1<<14, 0, 0, 1<<14, 0, 8, 0), []uint16{7, 8}},
		"hints behind":        {outline(1<<8, 7, 0, 3, 0xFFFF, 0xFFFF), []uint16{7}},
	} {
		var got []uint16
		for part := range components(tt.outline) {
			got = append(got, order.Uint16(part))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %d, want %d", name, got, tt.want)
		}
	}
}

// TestMetric: DejaVu Sans has fewer widths than glyphs; the last holds for those behind.
func TestMetric(t *testing.T) {
	face := &testSet(t).faces[Symbols]
	n, all := order.Uint16(face.tables["hhea"][hheaMetrics:]), order.Uint16(face.tables["maxp"][maxpGlyphs:])
	if n >= all {
		t.Fatalf("%d widths, %d glyphs", n, all)
	}
	last, _ := face.tables.metric(n - 1)
	for g := n; g < all; g++ {
		if advance, bearing := face.tables.metric(g); advance != last || bearing != order.Uint16(face.tables["hmtx"][4*n+2*(g-n):]) {
			t.Errorf("glyph %d: %d and %d", g, advance, bearing)
		}
	}
}

func TestReadTables(t *testing.T) {
	whole := testSet(t).Data(Symbols)
	long := bytes.Clone(whole)
	order.PutUint32(long[12+12:], uint32(len(whole))) // the first table reaches over the end
	for name, file := range map[string][]byte{"nothing": nil, "a head": whole[:12], "cut short": whole[:len(whole)/2], "a long table": long} {
		if _, err := readTables(file); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestMetrics(t *testing.T) {
	got := testSet(t).Metrics(Regular)
	if want := (Metrics{Ascent: 952, Descent: -241, CapHeight: 707, XHeight: 530, Left: -729, Lower: -324, Right: 2620, Upper: 1060}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func BenchmarkSubset(b *testing.B) {
	set := testSet(b)
	runes := " 0123456789,.()△%"
	for r := rune(0xAC00); len([]rune(runes)) < 250; r += 44 {
		runes += string(r)
	}
	b.ReportAllocs()
	for b.Loop() {
		set.Subset(Regular, runes)
	}
}
