package judge

import (
	"bufio"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// wine is where Debian puts it, out of the usual path.
const (
	wine64     = "/usr/lib/wine/wine64"
	wineserver = "/usr/lib/wine/wineserver"
)

// windows runs Windows programs in a folder of their own.
type windows struct {
	dir string
	env []string
}

// newWindows makes the folder ready.
func newWindows(t *testing.T) *windows {
	t.Helper()
	unwanted(t, wine64)
	if _, err := os.Stat(wine64); err != nil {
		notInstalled(t, wine64)
	}
	w := &windows{dir: t.TempDir()}
	prefix := filepath.Join(w.dir, "prefix")
	w.env = append(os.Environ(), "WINEPREFIX="+prefix, "WINEDEBUG=-all")
	run(t, w.dir, w.env, wine64, "wineboot", "-i")
	t.Cleanup(func() { // its services go on writing there
		run(t, w.dir, w.env, wineserver, "--kill")
		run(t, w.dir, w.env, wineserver, "--wait")
	})
	library := filepath.Join(prefix, "drive_c", "windows", "system32", "bcryptprimitives.dll")
	if _, err := os.Stat(library); err != nil {
		if err := os.WriteFile(library, randomLibrary(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

// build makes a Windows program of a package or a file of this repository.
func (w *windows) build(t *testing.T, name, from string) string {
	t.Helper()
	exe := filepath.Join(w.dir, name)
	run(t, root(t), append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0"), "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", exe, from)
	return exe
}

// command is a run of a Windows program.
func (w *windows) command(exe string, args ...string) *exec.Cmd {
	cmd := exec.Command(wine64, append([]string{exe}, args...)...)
	cmd.Dir, cmd.Env = w.dir, w.env
	return cmd
}

// says runs a Windows program, which must end with the code, and gives what it says.
func (w *windows) says(t *testing.T, code int, exe string, args ...string) string {
	t.Helper()
	cmd := w.command(exe, args...)
	text, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	if got := cmd.ProcessState.ExitCode(); got != code {
		t.Fatalf("%v: exit code %d, want %d:\n%s", args, got, code, text)
	}
	return string(text)
}

// TestWindows runs the Windows program under wine on the sample book: every file that it makes
// is byte for byte the one that the program made here, and what only Windows does, files that
// nobody else may touch, is told in words and leaves the old book whole.
func TestWindows(t *testing.T) {
	w := newWindows(t)
	exe, hold := w.build(t, "budgetbook.exe", "./cmd/budgetbook"), w.build(t, "hold.exe", "./generator/judge/testdata/hold.go")
	const book = "seoul-2024"
	source, out := "Z:"+filepath.Join(root(t), "data", book), filepath.Join(w.dir, book)
	build := []string{"build", source, "-o", "Z:" + out}
	work := filepath.Join(w.dir, ".budgetbook-"+book)
	// clear takes away what the build before left: Go removes files in a way that wine 8 lacks.
	clear := func(t *testing.T) {
		t.Helper()
		if err := os.RemoveAll(work); err != nil {
			t.Fatal(err)
		}
	}
	w.says(t, 0, exe, build...)
	ours := tree(t, filepath.Join(finished(t), book))
	if len(ours) < 20 {
		t.Errorf("%d files", len(ours))
	}
	whole := func(t *testing.T) {
		t.Helper()
		theirs := tree(t, out)
		if len(theirs) != len(ours) {
			t.Errorf("%d files on Windows, %d here", len(theirs), len(ours))
		}
		for name, data := range ours {
			if theirs[name] != data {
				t.Errorf("%s differs: %d bytes on Windows, %d here", name, len(theirs[name]), len(data))
			}
		}
	}
	whole(t)
	t.Logf("%d files, all equal", len(ours))

	for _, c := range []struct {
		name, file string
		share      string // what the other program leaves to us
		verify     int    // exit code while it is open
	}{
		{"a workbook that nobody else may open", "council/appendix.xlsx", "0", 1},
		{"a workbook as Excel has it", "public/appendix.xlsx", "1", 0},
		{"manifest.json", "manifest.json", "0", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			clear(t)
			other := w.command(hold, c.share, "Z:"+filepath.Join(out, filepath.FromSlash(c.file)))
			end, err := other.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			said, err := other.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := other.Start(); err != nil {
				t.Fatal(err)
			}
			if line, err := bufio.NewReader(said).ReadString('\n'); err != nil {
				t.Fatal(line, err)
			}
			want := c.file + " 파일이 다른 프로그램(Excel 등)에서 열려 있습니다. 닫고 다시 하십시오"
			if text := w.says(t, 1, exe, build...); !strings.Contains(text, want) {
				t.Errorf("build says:\n%s", text)
			}
			if text := w.says(t, c.verify, exe, "verify", "Z:"+out); c.verify != 0 && !strings.Contains(text, want) {
				t.Errorf("verify says:\n%s", text)
			}
			end.Close()
			if err := other.Wait(); err != nil {
				t.Error(err)
			}
			whole(t)
			clear(t)
			w.says(t, 0, exe, build...)
			w.says(t, 0, exe, "verify", "Z:"+out, "-data", source)
			whole(t)
		})
	}

	// The first of two builds is stopped as soon as it has begun, so that it is still there
	// when the second looks, however slow the machine; killed, it leaves nothing that hinders.
	t.Run("two builds", func(t *testing.T) {
		var first *exec.Cmd
		start := func() {
			t.Helper()
			clear(t)
			first = w.command(exe, build...)
			if err := first.Start(); err != nil {
				t.Fatal(err)
			}
			for patience := 0; ; patience++ {
				if _, err := os.Stat(filepath.Join(work, "fresh")); err == nil {
					break
				}
				if patience == 60_000 {
					t.Fatal("the build does not begin")
				}
				time.Sleep(time.Millisecond)
			}
			if err := first.Process.Signal(syscall.SIGSTOP); err != nil {
				t.Fatal(err)
			}
		}
		const busy = "다른 budgetbook이 이 폴더에 책을 만들고 있습니다"
		start()
		if text := w.says(t, 1, exe, build...); !strings.Contains(text, busy) {
			t.Errorf("the second build says:\n%s", text)
		}
		whole(t)
		if err := first.Process.Signal(syscall.SIGCONT); err != nil {
			t.Fatal(err)
		}
		if err := first.Wait(); err != nil {
			t.Error(err)
		}
		whole(t)

		start()
		if err := first.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		first.Wait()
		whole(t)
		clear(t)
		w.says(t, 0, exe, build...)
		whole(t)
	})
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
