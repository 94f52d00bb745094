package finish

import (
	"bytes"
	"compress/zlib"
	"io"
	"strings"
	"testing"

	"budgetbook/generator/render/pdf/paint"
)

func TestRepairUnicode(t *testing.T) {
	objects := []paint.Object{{}, {Dict: []byte("<</Length 1>>"), Stream: []byte("begincmap\n3 beginbfrange\n<0010><0010><F90A>\n<0010><0010><91D1>\n<0002><0002><1D7E9>\nendbfrange\n")}}
	repairUnicode(objects)
	r, err := zlib.NewReader(bytes.NewReader(objects[1].Stream))
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if want := "2 beginbfchar\n<0002><D835DFE9>\n<0010><91D1>\nendbfchar\n"; !strings.Contains(string(got), want) {
		t.Errorf("got\n%s\nwant in it\n%s", got, want)
	}
}
