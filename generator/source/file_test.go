package source

import (
	"bytes"
	"io"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"budgetbook/generator/diag"

	"golang.org/x/text/encoding/korean"
	utf "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

const sample = "schema = 1\nid = \"a\"\ntitle = \"자치구 사회적경제\" # 주석\n"

func messages(f *File, ds []diag.Diagnostic) string {
	var b bytes.Buffer
	diag.Write(&b, ds, diag.Sources{f.Name: f.Text}, "")
	return b.String()
}

// TestEncodings: what an editor of Windows or macOS may save.
func TestEncodings(t *testing.T) {
	cp949, err := korean.EUCKR.NewEncoder().String(sample)
	if err != nil {
		t.Fatal(err)
	}
	wide := func(e utf.Endianness) string {
		s, err := utf.UTF16(e, utf.UseBOM).NewEncoder().String(sample)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	const hint = "    도움말: 메모장: 다른 이름으로 저장 → 인코딩에서 UTF-8을 고르고 저장합니다\n"
	const line = "    | title = \"자치구 사회적경제\" # 주석\n"
	for _, tc := range []struct{ name, data, want string }{
		{"UTF-8", sample, ""},
		{"BOM", "\ufeff" + sample, ""},
		{"BOM 둘", "\ufeff\ufeff" + sample, ""},
		{"CRLF", strings.ReplaceAll(sample, "\n", "\r\n"), ""},
		{"BOM과 CRLF", "\ufeff" + strings.ReplaceAll(sample, "\n", "\r\n"), ""},
		{"NFD", norm.NFD.String(sample), "a.toml:3:10: 확인 W011: 풀어쓴 글자(NFD)가 있어 모아쓴 글자(NFC)로 바꾸어 읽었습니다\n" +
			line + "    |          ^^\n    도움말: macOS에서 복사한 글자입니다: 고치지 않아도 되지만 다시 입력하면 이 확인이 사라집니다\n"},
		{"CP949", cp949, "a.toml:3:10: 오류 E002: 파일이 UTF-8이 아니라 CP949(EUC-KR, ANSI)로 저장되어 있습니다\n" + line + "    |          ^^\n" + hint},
		{"UTF-16 LE", wide(utf.LittleEndian), "a.toml:1:1: 오류 E002: 파일이 UTF-8이 아니라 UTF-16(유니코드)으로 저장되어 있습니다\n    | schema = 1\n    | ^\n" + hint},
		{"UTF-16 BE", wide(utf.BigEndian), "a.toml:1:1: 오류 E002: 파일이 UTF-8이 아니라 UTF-16(유니코드)으로 저장되어 있습니다\n    | schema = 1\n    | ^\n" + hint},
		{"깨진 바이트", "id = \"a\"\ntitle = \"가\xff\"\n", "a.toml:2:11: 오류 E002: 파일이 UTF-8이 아닙니다: 바이트 0xFF\n    | title = \"가�\"\n    |            ^\n" + hint},
		{"엑셀 파일", "PK\x03\x04\x14\x00\x06\x00\xff\xff", "a.toml:1:1: 오류 E002: 글 파일이 아닙니다: 바이트 0x00이 들어 있습니다\n" +
			"    도움말: 엑셀ㆍ한글 파일의 이름만 바꾼 것이 아닌지 보고, " + strings.TrimPrefix(hint, "    도움말: ")},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, ds := Parse("a.toml", []byte(tc.data))
			if got := messages(f, ds); got != tc.want {
				t.Errorf("got:\n%swant:\n%s", got, tc.want)
			}
			if (f.Root == nil) != diag.HasErrors(ds) {
				t.Errorf("Root is nil: %v, errors: %v", f.Root == nil, diag.HasErrors(ds))
			}
			if f.Root != nil && f.Text != sample {
				t.Errorf("Text = %q", f.Text)
			}
		})
	}
}

func TestUnreadable(t *testing.T) {
	fsys := fstest.MapFS{
		"폴더.toml/a": {},
		"a.toml":    {Data: []byte(sample)},
	}
	for name, want := range map[string]string{
		"없음.toml": "없음.toml: 오류 E001: 파일이 없습니다\n    도움말: 파일 이름과 폴더를 확인합니다\n",
		"폴더.toml": "폴더.toml: 오류 E001: 파일이 아니라 폴더입니다\n    도움말: 같은 이름의 폴더를 다른 이름으로 바꿉니다\n",
		"a.toml":  "",
	} {
		f, ds := Read(fsys, name)
		var got bytes.Buffer
		diag.Write(&got, ds, nil, "")
		if got.String() != want {
			t.Errorf("%s: got:\n%swant:\n%s", name, got.String(), want)
		}
		if f == nil || f.Name != name {
			t.Errorf("%s: File = %+v", name, f)
		}
	}
}

// endless is a file of any size, all the same byte, that counts what is read.
type endless struct {
	claimed, size, read int64
}

func (e *endless) Open(string) (fs.File, error) { return e, nil }
func (e *endless) Stat() (fs.FileInfo, error)   { return info{e.claimed}, nil }
func (e *endless) Close() error                 { return nil }
func (e *endless) Read(p []byte) (int, error) {
	n := min(int64(len(p)), e.size-e.read)
	if n == 0 {
		return 0, io.EOF
	}
	for i := range p[:n] {
		p[i] = '#'
	}
	e.read += n
	return int(n), nil
}

type info struct{ size int64 }

func (i info) Name() string       { return "a.toml" }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return 0o444 }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return false }
func (i info) Sys() any           { return nil }

// TestTooBig: a file over the limit is refused without reading it, also one that lies
// about its size.
func TestTooBig(t *testing.T) {
	for _, tc := range []struct {
		name          string
		claimed, size int64
		refused       bool
		read          int64 // at most
	}{
		{"한도까지", maxBytes, maxBytes, false, maxBytes},
		{"한 바이트 더", maxBytes + 1, maxBytes + 1, true, 0},
		{"50MB", 50 << 20, 50 << 20, true, 0},
		{"1GB인데 0이라 함", 0, 1 << 30, true, maxBytes + 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			e := &endless{claimed: tc.claimed, size: tc.size}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			f, ds := Read(e, "a.toml")
			runtime.ReadMemStats(&after)
			got := len(ds) == 1 && ds[0].Code == "E001" && f.Root == nil
			if got != tc.refused {
				t.Errorf("refused = %v: %v", got, ds)
			}
			if e.read > tc.read {
				t.Errorf("read %d bytes, want at most %d", e.read, tc.read)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 20*maxBytes {
				t.Errorf("allocated %d MB", used>>20)
			}
		})
	}
}

// TestLimits: shapes that would make a naive reader slow, deep or fat.
func TestLimits(t *testing.T) {
	deep := func(open, end string, n int) string {
		return "a = " + strings.Repeat(open, n) + strings.Repeat(end, n) + "\n"
	}
	for _, tc := range []struct{ name, data, code, message string }{
		{"목록 19겹", deep("[", "]", 19), "", ""},
		{"목록 20겹", deep("[", "]", 20) + "b = 1\n", "", ""},
		{"목록 21겹과 값", deep("[", "1]", 21)[:4+21] + "1" + strings.Repeat("]", 21), "E008", "표와 목록이 너무 깊게 겹쳐 있습니다: 20겹까지 씁니다"},
		{"닫히지 않은 목록 800만 겹", "a = " + strings.Repeat("[", 8_000_000), "E008", "표와 목록이 너무 깊게 겹쳐 있습니다: 20겹까지 씁니다"},
		{"틀린 줄 뒤의 깊은 목록", "가 = 1\na = " + strings.Repeat("[", 1_000_000), "E003", "TOML 키는 영문으로 씁니다"},
		{"틀린 줄의 깊은 목록", "a = 1 " + strings.Repeat("[", 1_000_000), "E003", "값 뒤에 다른 글자가 더 있습니다"},
		{"한 줄 표 100만 겹", "a = " + strings.Repeat("{a=", 1_000_000), "E008", "표와 목록이 너무 깊게 겹쳐 있습니다: 20겹까지 씁니다"},
		{"점 찍은 키 400만", "a" + strings.Repeat(".a", 4_000_000) + " = 1", "E008", "표와 목록이 너무 깊게 겹쳐 있습니다: 20겹까지 씁니다"},
		{"표 머리 100만 겹", "[a" + strings.Repeat(".a", 1_000_000) + "]", "E008", "표와 목록이 너무 깊게 겹쳐 있습니다: 20겹까지 씁니다"},
		{"긴 이름", "[" + strings.Repeat("a", 1<<20) + "]\n" + strings.Repeat("b = 1\n", 90_000), "E008", "키 이름이 너무 깁니다: 바깥 표의 이름까지 더해 1,000바이트까지 씁니다"},
		{"줄 100,001", strings.Repeat("\n", 100_001), "E008", "줄이 너무 많습니다: 한 파일에 100,000줄까지 씁니다"},
		{"값 400만", "a = [" + strings.Repeat("1,", 4_000_000) + "]", "E008", "값이 너무 많습니다: 한 파일에 200,000개까지 씁니다"},
		{"제어 문자 800만", strings.Repeat("\x01", 8_000_000), "E007", "쓸 수 없는 글자가 있습니다: 제어 문자 U+0001"},
		{"긴 글", `a = "` + strings.Repeat("가", 2_000_000) + `"`, "", ""},
		{"역슬래시 100만", `a = "` + strings.Repeat(`\\`, 1_000_000) + `"`, "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, ds := Parse("a.toml", []byte(tc.data))
			if tc.code == "" {
				if f.Root == nil || len(ds) > 0 {
					t.Fatalf("refused: %v", ds)
				}
				return
			}
			if len(ds) == 0 || len(ds) > maxMarks+1 || ds[0].Code != tc.code || ds[0].Message != tc.message {
				t.Errorf("got %d, the first %+v", len(ds), ds[:min(len(ds), 1)])
			}
		})
	}
}

// TestCharacters holds the edges of what may not stand in a book.
func TestCharacters(t *testing.T) {
	for _, tc := range []struct {
		code  string
		runes []rune
	}{
		{"", []rune{'\n', '\t', ' ', '~', 0xa0, '가', 'ㆍ', '△', 0x2029, 0x202f, 0x2065, 0x206a}},
		{"E007", []rune{0, 0x08, 0x0b, '\r', 0x1f, 0x7f, 0x80, 0x9f, 0x202a, 0x202e, 0x2066, 0x2069}},
		{"W013", []rune{0xe000, 0xf8ff, 0xf0000, 0x10fffd}},
	} {
		for _, r := range tc.runes {
			f := &File{Name: "a", Text: "가" + string(r) + "나"}
			ds := checkCharacters(f)
			switch {
			case tc.code == "" && len(ds) > 0:
				t.Errorf("U+%04X: %v", r, ds)
			case tc.code != "" && (len(ds) != 1 || ds[0].Code != tc.code || f.Text[ds[0].Span.Start:ds[0].Span.End] != string(r)):
				t.Errorf("U+%04X: %v, want %s", r, ds, tc.code)
			}
		}
	}
}

func TestParseText(t *testing.T) {
	f, text, ds := ParseText("a.md", []byte("\ufeff# 목적\r\n\r\n- 하나\r\n"))
	if text.Value != "# 목적\n\n- 하나\n" || len(ds) > 0 || text.Span != f.Span || f.Text != text.Value {
		t.Errorf("a.md: %+v %v", text, ds)
	}
	if part := text.Part(12, 15); f.Text[part.Start:part.End] != "하" {
		t.Errorf("Part = %q", f.Text[part.Start:part.End])
	}
	for text, code := range map[string]string{"- 하\u202e나\n": "E007", "- \xb0\xa1\n": "E002"} {
		if _, _, ds := ParseText("b.md", []byte(text)); len(ds) != 1 || ds[0].Code != code {
			t.Errorf("%q: %v, want %s", text, ds, code)
		}
	}
	if _, text, ds := ParseText("빈.md", nil); len(ds) > 0 || text.Value != "" || !text.Given() {
		t.Errorf("빈.md: %+v %v", text, ds)
	}
	if _, ds := Bytes(fstest.MapFS{}, "d.md"); len(ds) != 1 || ds[0].Code != "E001" {
		t.Errorf("d.md: %v", ds)
	}
}
