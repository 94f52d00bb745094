package source

import (
	"os"
	"testing"
)

// BenchmarkParse reads the seed's project file, without its values.
func BenchmarkParse(b *testing.B) {
	data, err := os.ReadFile("../../data/seoul-2024/social-economy-centers.toml")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		Parse("a.toml", data)
	}
}
