package judge

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Every PDF of every book is sound: its structure, its pages, its fonts and its text.
func TestPDFsAreSound(t *testing.T) {
	field := func(info, name string) string {
		m := regexp.MustCompile(`(?m)^` + name + `:\s+(.*)$`).FindStringSubmatch(info)
		if m == nil {
			return ""
		}
		return strings.TrimSpace(m[1])
	}
	sizes := regexp.MustCompile(`(?m)^Page\s+\d+ size:\s+(.*)$`)
	font := regexp.MustCompile(`(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$`)
	count := 0
	for _, name := range files(t, ".pdf") {
		if out := output(t, "qpdf", "--check", name); !strings.Contains(out, "No syntax or stream encoding errors found") {
			t.Errorf("%s: qpdf --check:\n%s", short(name), out)
		}
		info := output(t, "pdfinfo", "-l", "100000", name)
		text := pages(t, name, raw)
		count += len(text)
		if got := field(info, "Pages"); got == "0" || got != strconv.Itoa(len(text)) {
			t.Errorf("%s: %s pages, text of %d", short(name), got, len(text))
		}
		md := strings.TrimSuffix(name, ".pdf") + ".md"
		if title, want := field(info, "Title"), sections(read(t, md))[0].heading; title != want {
			t.Errorf("%s: title %q, want %q", short(name), title, want)
		}
		found := sizes.FindAllStringSubmatch(info, -1)
		if len(found) != len(text) {
			t.Errorf("%s: %d page sizes, %d pages", short(name), len(found), len(text))
		}
		for i, m := range found {
			if m[1] != "595.28 x 841.89 pts (A4)" {
				t.Errorf("%s: page %d is %s", short(name), i+1, m[1])
			}
		}
		fonts := strings.Split(strings.TrimSpace(output(t, "pdffonts", name)), "\n")[2:]
		if len(fonts) == 0 {
			t.Errorf("%s: no fonts", short(name))
		}
		for _, line := range fonts {
			if m := font.FindStringSubmatch(strings.TrimSpace(line)); m == nil || m[1] != "yes" || m[3] != "yes" {
				t.Errorf("%s: font not embedded or without Unicode: %s", short(name), line)
			}
		}
		for i, p := range text {
			for _, line := range p.lines {
				if !norm.NFC.IsNormalString(line) {
					t.Errorf("%s: page %d is not NFC: %q", short(name), i+1, line)
				}
				if strings.ContainsFunc(line, func(r rune) bool { return r == unicode.ReplacementChar || unicode.Is(unicode.Co, r) }) {
					t.Errorf("%s: page %d has a character without meaning: %q", short(name), i+1, line)
				}
			}
		}
	}
	t.Logf("%d files, %d pages", len(files(t, ".pdf")), count)
}
