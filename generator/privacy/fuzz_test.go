package privacy_test

import (
	"testing"

	"budgetbook/generator/privacy"
)

// FuzzFile: a broken file is an error or has hits, and never takes the build down.
func FuzzFile(f *testing.F) {
	f.Add([]byte("%PDF-1.7\n" + page + deflated(4, "", letters) + deflated(2, "", "BT /F1 9 Tf [<000100020011>] TJ ET")))
	f.Add([]byte("%PDF-1.7\n" + deflated(9, "/Type/ObjStm/N 2/First 8", "8 0 9 5 (a(\\)) [/F#41<<1 0 R>>]")))
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte("김 하 늘은 +82 (0)63-320-0000"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s := privacy.New()
		s.Name("김하늘", 0)
		s.Phone("063-320-0000", 1)
		s.File("a", data)
		s.Mask(data)
	})
}
