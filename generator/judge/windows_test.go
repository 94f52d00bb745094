package judge

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
)

// wine64 is where Debian puts it, out of the usual path.
const wine64 = "/usr/lib/wine/wine64"

// TestWindows runs the Windows program under wine on the sample book: every file that it
// makes is byte for byte the one that the program made here. Wine is no part of .ci/tools,
// for the cross build costs more than all else there; the test is for those who have it.
func TestWindows(t *testing.T) {
	unwanted(t, wine64)
	if _, err := os.Stat(wine64); err != nil {
		t.Skip(wine64 + " is not installed: apt-get install --no-install-recommends wine64")
	}
	dir := t.TempDir()
	exe := filepath.Join(dir, "budgetbook.exe")
	run(t, filepath.Join("..", ".."), append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0"), "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", exe, "./cmd/budgetbook")
	const book = "seoul-2024"
	source, err := filepath.Abs(filepath.Join("..", "..", "data", book))
	if err != nil {
		t.Fatal(err)
	}
	prefix, out := filepath.Join(dir, "prefix"), filepath.Join(dir, book)
	env := append(os.Environ(), "WINEPREFIX="+prefix, "WINEDEBUG=-all")
	run(t, dir, env, wine64, "wineboot", "-i")
	library := filepath.Join(prefix, "drive_c", "windows", "system32", "bcryptprimitives.dll")
	if _, err := os.Stat(library); err != nil {
		if err := os.WriteFile(library, randomLibrary(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run(t, dir, env, wine64, exe, "build", "Z:"+source, "-o", "Z:"+out)
	theirs, ours := tree(t, out), tree(t, filepath.Join(finished(t), book))
	if len(ours) < 20 || len(theirs) != len(ours) {
		t.Errorf("%d files on Windows, %d here", len(theirs), len(ours))
	}
	for name, data := range ours {
		if theirs[name] != data {
			t.Errorf("%s differs: %d bytes on Windows, %d here", name, len(theirs[name]), len(data))
		}
	}
	t.Logf("%d files, all equal", len(ours))
}

// randomLibrary is a bcryptprimitives.dll with nothing but ProcessPrng, which Go calls when
// a program starts and wine 8 (Debian 12) does not have.
func randomLibrary() []byte {
	const rva, align = 0x1000, 0x200 // of the only section, in memory and in the file
	code := []byte{
		0x48, 0x85, 0xD2, 0x74, 0x0E, // test rdx, rdx; jz end
		0x48, 0x0F, 0xC7, 0xF0, 0x88, 0x01, // next: rdrand rax; mov [rcx], al
		0x48, 0xFF, 0xC1, 0x48, 0xFF, 0xCA, 0x75, 0xF2, // inc rcx; dec rdx; jnz next
		0xB8, 1, 0, 0, 0, 0xC3, // end: mov eax, 1; ret
	}
	const exports, functions, names, ordinals, library, function = 0x40, 0x68, 0x6C, 0x70, 0x80, 0xA0
	section := make([]byte, align)
	copy(section, code)
	copy(section[library:], "bcryptprimitives.dll\x00")
	copy(section[function:], "ProcessPrng\x00")
	put := binary.LittleEndian.PutUint32
	for at, value := range map[int]uint32{
		exports + 12: rva + library, exports + 16: 1, exports + 20: 1, exports + 24: 1,
		exports + 28: rva + functions, exports + 32: rva + names, exports + 36: rva + ordinals,
		functions: rva, names: rva + function,
	} {
		put(section[at:], value)
	}

	head := make([]byte, align)
	copy(head, "MZ")
	put(head[0x3C:], 0x40)
	copy(head[0x40:], "PE\x00\x00")
	const coff, optional, table = 0x44, 0x58, 0x58 + 240
	for at, value := range map[int]uint32{
		coff: 0x8664 | 1<<16, coff + 16: 240 | 0x2022<<16, // x86-64, one section; an image, a library
		optional: 0x20B, optional + 4: align, optional + 20: rva, optional + 24: 0x80000000, optional + 28: 1,
		optional + 32: rva, optional + 36: align, optional + 40: 6, optional + 48: 6,
		optional + 56: 2 * rva, optional + 60: align, optional + 68: 3 | 0x100<<16,
		optional + 72: 0x100000, optional + 80: 0x1000, optional + 88: 0x100000, optional + 96: 0x1000,
		optional + 108: 16, optional + 112: rva + exports, optional + 116: 0x80,
		table + 8: align, table + 12: rva, table + 16: align, table + 20: align, table + 36: 0x60000020,
	} {
		put(head[at:], value)
	}
	copy(head[table:], ".text")
	return append(head, section...)
}
