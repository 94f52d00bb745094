package book

import (
	"strings"
	"testing"

	"budgetbook/generator/render/pdf"
)

// TestVolumeFile: the name of a volume fits every file system.
func TestVolumeFile(t *testing.T) {
	for _, c := range []struct {
		volume pdf.Volume
		want   string
	}{
		{pdf.Volume{}, "book.pdf"},
		{pdf.Volume{Number: 2, First: "문화국", Last: "문화국"}, "volumes/02-문화국.pdf"},
		{pdf.Volume{Number: 12, First: "기획조정실", Last: "문화국"}, "volumes/12-기획조정실-문화국.pdf"},
		{pdf.Volume{Number: 1, First: "../a", Last: `x:y\*|"<>?`}, "volumes/01-___a-x_y_______.pdf"},
		{pdf.Volume{Number: 1, First: strings.Repeat("가", 50), Last: "나"}, "volumes/01-" + strings.Repeat("가", 40) + ".pdf"},
	} {
		if got := volumeFile(c.volume); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}
