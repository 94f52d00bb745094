package book

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"budgetbook/fonts"
	"budgetbook/generator/diag"
)

// Version of the program.
const Version = "0.1.0"

// formatVersion goes into the fingerprint: it changes when the same sources print differently.
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
	Status      string  `json:"status"`
	Fingerprint string  `json:"fingerprint"`
	Sources     []Entry `json:"sources"`
	Form        []Entry `json:"form"`
	Fonts       []Entry `json:"fonts"`
	Outputs     []Entry `json:"outputs"`
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

// inputs lists what the book is made from, in path order.
func inputs(c *Checked) (sources, forms, fontFiles []Entry) {
	own := map[string]bool{}
	for _, f := range c.Form.Files {
		own[f.Name] = true
		forms = append(forms, entry(f.Name, []byte(f.Text)))
	}
	for name, text := range c.Sources {
		if !own[name] {
			sources = append(sources, entry(name, []byte(text)))
		}
	}
	slices.SortFunc(sources, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
	fontFiles = []Entry{
		entry("PretendardGOV-Regular.ttf", fonts.Regular),
		entry("PretendardGOV-Bold.ttf", fonts.Bold),
		entry("DejaVuSans.ttf", fonts.Symbols),
	}
	return sources, forms, fontFiles
}

// fingerprint identifies what the book was made from: sources, form, fonts and the
// version of the output format. It is printed in every foot line: 3f9c-7a21.
func fingerprint(c *Checked) string {
	sources, forms, fontFiles := inputs(c)
	h := sha256.New()
	io.WriteString(h, program+" "+formatVersion+"\n")
	for _, e := range slices.Concat(sources, forms, fontFiles) {
		fmt.Fprintf(h, "%s %s\n", e.SHA256, e.Path)
	}
	sum := hex.EncodeToString(h.Sum(nil))
	return sum[:4] + "-" + sum[4:8]
}

// manifest is manifest.json over the outputs, report.txt among them.
func (b *Built) manifest(outputs []Entry) ([]byte, error) {
	m := Manifest{Program: program, Version: Version, Book: b.Book.Title.Value, Status: b.Book.Status.Value, Fingerprint: b.Fingerprint, Outputs: outputs}
	m.Sources, m.Form, m.Fonts = inputs(b.Checked)
	data, err := json.MarshalIndent(m, "", "  ")
	return append(data, '\n'), err
}

// readManifest reads the manifest of a folder of ours.
func readManifest(dir string) (m Manifest, err error) {
	data, err := os.ReadFile(filepath.Join(dir, manifestFile))
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, err
	}
	if m.Program != program {
		return m, ErrNotOurs
	}
	return m, nil
}

// report is report.txt: every diagnostic, and the warnings that were allowed with why.
func (b *Built) report() []byte {
	var w bytes.Buffer
	fmt.Fprintf(&w, "%s · %s · 지문 %s\n", b.Book.Title.Value, b.Book.Status.Value, b.Fingerprint)
	fmt.Fprintf(&w, "사업 %d건, 확인 %d건, 허용한 확인 %d건\n\n", len(b.Sheets), len(b.Diagnostics), len(b.Allowed))
	diag.Write(&w, b.Diagnostics, b.Sources, "")
	for _, a := range b.Allowed {
		fmt.Fprintln(&w)
		diag.Write(&w, []diag.Diagnostic{a.Diagnostic}, b.Sources, "")
		fmt.Fprintf(&w, "    허용한 까닭: %s\n", a.Reason)
	}
	return w.Bytes()
}
