package compose

import "testing"

func TestRunning(t *testing.T) {
	for _, tt := range []struct {
		names []string
		want  string
	}{
		{[]string{"기획조정실", "예산담당관", "예산 편성"}, "기획조정실 · 예산담당관 · 예산 편성"},
		{[]string{"", "산림녹지과", "숲 가꾸기"}, "산림녹지과 · 숲 가꾸기"},
		{[]string{"의회사무국", "의회사무국", "의정활동 지원"}, "의회사무국 · 의정활동 지원"},
	} {
		if got := running(tt.names...); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}
