package finish

import (
	"fmt"
	"reflect"
	"testing"
)

// fill sets every plain field below v to a value of its own.
func fill(t *testing.T, v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), n)
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(t, v.Index(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 3, 3))
		for i := range v.Len() {
			fill(t, v.Index(i), n)
		}
	case reflect.String:
		v.SetString(fmt.Sprintf("글 %d", *n))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n) << (*n % 40))
	case reflect.Uint8:
		v.SetUint(uint64(*n % 256))
	case reflect.Bool:
		v.SetBool(true)
	default:
		t.Fatalf("%s in a part", v.Type())
	}
}

// TestEncode: every field comes back, new ones too, and what is cut short is no part.
func TestEncode(t *testing.T) {
	var full Part
	fill(t, reflect.ValueOf(&full).Elem(), new(int))
	for _, p := range []*Part{&full, {}} {
		data := p.Encode()
		if got, err := Decode(data); err != nil {
			t.Error(err)
		} else if string(got.Structure) != string(p.Structure) || len(p.Pages) > 0 && !reflect.DeepEqual(got, p) {
			t.Errorf("got %+v, want %+v", got, p)
		}
		for n := range data {
			if _, err := Decode(data[:n]); err == nil {
				t.Errorf("%d of %d bytes are a part", n, len(data))
			}
		}
		if _, err := Decode(append(data, 0)); err == nil {
			t.Error("a part with more behind it")
		}
	}
	for c := range 256 { // whatever the bytes are, it ends
		Decode([]byte{byte(c), byte(c), byte(c), byte(c), byte(c), byte(c), byte(c), byte(c), byte(c), byte(c), byte(c)})
	}
}
