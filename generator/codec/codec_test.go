package codec_test

import (
	"reflect"
	"testing"

	"budgetbook/generator/codec"
)

type place struct {
	Name  string
	Raw   []byte
	Sum   [4]byte
	Won   int64
	Pages []int
	Bound bool
}

func (p *place) code(c *codec.Codec) {
	codec.Text(c, &p.Name)
	codec.Text(c, &p.Raw)
	codec.Bytes(c, p.Sum[:])
	codec.Number(c, &p.Won)
	codec.Slice(c, &p.Pages, func(n *int) { codec.Number(c, n) })
	codec.Bool(c, &p.Bound)
}

// TestRoundTrip: what was written is read, and nothing that is cut short or longer.
func TestRoundTrip(t *testing.T) {
	for _, want := range []place{
		{"설명서", []byte{0, 1}, [4]byte{1, 2, 3, 4}, -1 << 62, []int{3, 0, -7}, true},
		{Raw: []byte{}},
	} {
		data := codec.Encode(0, want.code)
		var got place
		if err := codec.Decode(data, got.code); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, %v, want %+v", got, err, want)
		}
		for n := range data {
			if err := codec.Decode(data[:n], new(place).code); err == nil {
				t.Errorf("%d of %d bytes are enough", n, len(data))
			}
		}
		if err := codec.Decode(append(data, 0), new(place).code); err == nil {
			t.Error("more than was written is read")
		}
	}
}

// FuzzDecode: whatever the bytes are, reading ends, without more memory than they could fill.
func FuzzDecode(f *testing.F) {
	f.Add(codec.Encode(0, (&place{Name: "가", Pages: []int{1}}).code))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		var p place
		if err := codec.Decode(data, p.code); err == nil && len(p.Name)+len(p.Raw)+len(p.Pages) > len(data) {
			t.Errorf("%d bytes became %+v", len(data), p)
		}
	})
}
