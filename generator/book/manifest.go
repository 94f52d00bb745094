package book

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"budgetbook/fonts"
	"budgetbook/generator/diag"
	"budgetbook/generator/outline"
)

// Version of the program.
const Version = "0.1.0"

// formatVersion goes into the fingerprint. With the first change after a release by which the
// same sources print differently it rises by one, so that no two released programs print
// different books under one fingerprint. Nothing is released yet, so it is 1 still.
const formatVersion = "1"

// manifestFile marks a folder as ours and names every file in it.
const manifestFile = "manifest.json"

// reportFile holds the diagnostics of the build.
const reportFile = "report.txt"

// Manifest is manifest.json: what was built from what. Paths are relative to the book
// folder (sources) or to the output folder (outputs).
type Manifest struct {
	Program     string  `json:"program"`
	Version     string  `json:"version"`
	Book        string  `json:"book"`
	Budget      string  `json:"budget"` // whose and which: 무주군 2026년도 본예산
	Status      string  `json:"status"`
	Fingerprint string  `json:"fingerprint"`
	Sources     []Entry `json:"sources"`
	Form        []Entry `json:"form"`
	Fonts       []Entry `json:"fonts"`
	Outputs     []Entry `json:"outputs"` // in path order

	SHA256 string `json:"-"` // of manifest.json as read: it stands for the whole book
}

// Entry is a file and its SHA-256. Sources and forms are hashed as decoded (UTF-8, NFC,
// LF), so that a checkout with other line ends has the same hash.
type Entry struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	Size   int    `json:"size"`
}

// program is how manifests of ours are recognised.
const program = "budgetbook"

func entry(path string, data []byte) Entry {
	sum := sha256.Sum256(data)
	return Entry{Path: path, SHA256: hex.EncodeToString(sum[:]), Size: len(data)}
}

// inputs lists what the book is made from, each in path order.
func inputs(c *Checked) (sources, forms, fontFiles []Entry) {
	for _, f := range inOrder(c.files) {
		sources = append(sources, Entry{f.Name, hex.EncodeToString(f.Sum[:]), f.Size})
	}
	if c.Form != nil { // else the book cannot be built, and only compared
		for _, f := range c.Form.Files {
			forms = append(forms, entry(f.Name, []byte(f.Text)))
		}
	}
	fontFiles = []Entry{
		{"PretendardGOV-Regular.ttf", fonts.RegularSHA256, len(fonts.Regular)},
		{"PretendardGOV-Bold.ttf", fonts.BoldSHA256, len(fonts.Bold)},
		{"DejaVuSans.ttf", fonts.SymbolsSHA256, len(fonts.Symbols)},
	}
	return sources, forms, fontFiles
}

func inOrder(files []outline.File) []outline.File {
	return slices.SortedFunc(slices.Values(files), func(a, b outline.File) int { return strings.Compare(a.Name, b.Name) })
}

// fingerprint identifies what the book was made from: sources, form, fonts and the
// version of the output format. It is printed in every foot line: 3f9c-7a21.
func fingerprint(c *Checked) string { return c.printer()(c.files) }

// printer makes fingerprints of sources of the book. Of one project and book.toml it is that of
// the sheet in a file of its own, and tells which sheets are not those of an earlier book.
func (c *Checked) printer() func([]outline.File) string {
	_, forms, fontFiles := inputs(c)
	return func(sources []outline.File) string {
		h := sha256.New()
		io.WriteString(h, program+" "+formatVersion+"\n")
		for _, f := range inOrder(sources) {
			fmt.Fprintf(h, "%x %s\n", f.Sum, f.Name)
		}
		for _, e := range slices.Concat(forms, fontFiles) {
			fmt.Fprintf(h, "%s %s\n", e.SHA256, e.Path)
		}
		sum := hex.EncodeToString(h.Sum(nil))
		return sum[:4] + "-" + sum[4:8]
	}
}

// manifest is manifest.json over the outputs, report.txt among them.
func (b *Built) manifest(outputs []Entry) ([]byte, error) {
	m := Manifest{Program: program, Version: Version, Book: b.Book.Title.Value, Budget: b.budget(), Status: b.Book.Status.Value, Fingerprint: b.Fingerprint, Outputs: outputs}
	m.Sources, m.Form, m.Fonts = inputs(b.Checked)
	data, err := json.MarshalIndent(m, "", "  ")
	return append(data, '\n'), err
}

// budget names the budget, which stays the same while its book is worked on.
func (b *Built) budget() string {
	return fmt.Sprintf("%s %s년도 %s", b.Book.Government.Value, b.Book.YearText(0), b.Book.KindText())
}

// ErrDamaged is returned for a manifest.json that does not read as one of ours: nobody knows
// any more which files of the folder are as they were made.
var ErrDamaged = errors.New("manifest.json이 망가져 무엇이 만들 때 그대로인지 알 수 없습니다. 이 폴더의 이름을 바꾸어 두고 budgetbook build로 다시 만드십시오")

// maxManifest is room for the manifest of a million files.
const maxManifest = 256 << 20

// readManifest reads the manifest of a folder of ours. Its paths stay within the folder.
func readManifest(dir string) (m Manifest, err error) {
	name := filepath.Join(dir, manifestFile)
	info, err := os.Lstat(name)
	if err != nil {
		return m, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxManifest {
		return m, ErrDamaged
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return m, orHeld(err, manifestFile)
	}
	m, err = parseManifest(data)
	m.SHA256 = entry(manifestFile, data).SHA256
	return m, err
}

func parseManifest(data []byte) (m Manifest, err error) {
	var whose struct{ Program string }
	if err := json.Unmarshal(data, &whose); err != nil {
		return m, ErrDamaged
	}
	if whose.Program != program {
		return m, ErrNotOurs
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, ErrDamaged
	}
	for i, e := range m.Outputs {
		if !fs.ValidPath(e.Path) || !filepath.IsLocal(filepath.FromSlash(e.Path)) || i > 0 && e.Path <= m.Outputs[i-1].Path {
			return m, ErrDamaged
		}
	}
	return m, nil
}

// report is report.txt: every diagnostic, and the warnings that were allowed with why. It
// stands above both editions and may be published with either, so what it quotes of the
// officers is masked.
func (b *Built) report() []byte {
	var w bytes.Buffer
	fmt.Fprintf(&w, "%s · %s · 지문 %s\n", b.Book.Title.Value, b.Book.Status.Value, b.Fingerprint)
	fmt.Fprintf(&w, "사업 %d건, 확인 %d건, 허용한 확인 %d건\n\n", len(b.packed), len(b.Diagnostics), len(b.Allowed))
	diag.Write(&w, b.Diagnostics, b.Sources, "")
	for _, a := range b.Allowed {
		fmt.Fprintln(&w)
		diag.Write(&w, []diag.Diagnostic{a.Diagnostic}, b.Sources, "")
		fmt.Fprintf(&w, "    허용한 까닭: %s\n", a.Reason)
	}
	return b.proof.search.Mask(w.Bytes())
}
