package markdown

import "testing"

// BenchmarkSheet writes the fixture's sheet and reads it back, as every build does.
func BenchmarkSheet(b *testing.B) {
	s := sample()
	b.ReportAllocs()
	for b.Loop() {
		if err := Verify(Sheet(s), s); err != nil {
			b.Fatal(err)
		}
	}
}
