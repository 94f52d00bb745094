package fonts

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
)

func TestSHA256(t *testing.T) {
	for name, font := range map[string]struct {
		data []byte
		want string
	}{
		"Regular": {Regular, RegularSHA256},
		"Bold":    {Bold, BoldSHA256},
		"Symbols": {Symbols, SymbolsSHA256},
	} {
		if sum := sha256.Sum256(font.data); hex.EncodeToString(sum[:]) != font.want {
			t.Errorf("%s has the SHA-256 %x", name, sum)
		}
	}
}
