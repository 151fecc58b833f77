#!/usr/bin/env python3
"""canaries.py COLOPHON FOLDER SEQUENCES SEED: random sequences of restricting, moving, renaming and deleting, with and
without commits, with tags as editions, and of telling that one is a variant of another. Each text has a word of its own, and each title and each name of a file. After each build that is done,
no word of a text that is held back, or that never stood in an open text, is in any byte of the site or of what was printed. No
word of the title or name of what is held back whole is in any byte of the site, but where it stood openly in an edition, which goes
on to name it; and none that never stood openly. (What is printed names files.)"""
import os, random, shutil, subprocess, sys

HOLDS = ['access: summary', 'draft: true', 'access: {until: 2999-01-01}', 'date: 2999-01-01']
WHOLLY = HOLDS[1::2]  # with title and address; of the others there is a summary
SHARED = 'A sentence that all wordings share, long enough to be recognised. Another one follows it, of other words.'


class Essay:
    def __init__(self, number):
        self.number, self.path, self.hold = number, 'content/essays/e%d-name%dq.md' % (number, number), None
        self.word, self.words, self.was_open = None, set(), set()
        self.original, self.says_of = None, ''  # the essay that it is a variant of, and what its file says of that
        self.names, self.was_named = set(), set()  # words of titles and names of files: all, and those that stood openly


class Sequence:
    def __init__(self, program, folder, seed):
        self.program, self.folder, self.random = program, folder, random.Random(seed)
        self.essays, self.gone, self.nameless, self.told, self.count, self.serial, self.tags, self.said = [], set(), set(), set(), 0, 0, 0, ['seed %s' % seed]
        os.makedirs(folder + '/content/essays/_drafts')
        with open(folder + '/content/site.yaml', 'w') as file:
            file.write('title: T\nbase_url: https://reader.example/\neditions: [ed/*]\nbooks: [lists, topics, reader]\nfeed: full\n')
        with open(folder + '/content/events.yaml', 'w') as file:
            file.write('- {date: 2019, title: An event, slug: it}\n')
        with open(folder + '/.gitignore', 'w') as file:
            file.write('/site/\n/.colophon/\n')
        self.git('init', '-q', '-b', 'main')
        for _ in range(3):
            self.create()
        self.commit()

    def git(self, *words):
        subprocess.run(['git', '-C', self.folder, *words], check=True, stdout=subprocess.DEVNULL)

    def note(self, *words):
        self.said.append(' '.join(str(word) for word in words))

    def write(self, essay, fresh):
        if fresh or not essay.word:
            self.count += 1
            essay.word = 'canary%dq%dq' % (essay.number, self.count)
        essay.words.add(essay.word)
        if not essay.hold and '_drafts' not in essay.path:
            essay.was_open.add(essay.word)
        with open(os.path.join(self.folder, essay.path), 'w') as file:
            essay.says_of = self.variant_of(essay)
            file.write('---\ntitle: Essay %d %s\n%s%s---\n\n%s The word is %s here, of [[event:it]].\n\n%sThe last passage of number %d.\n' % (
                essay.number, self.title(essay), essay.hold + '\n' if essay.hold else '', essay.says_of, SHARED, essay.word, self.figure(essay), essay.number))
        self.look_at_names(essay)

    def figure(self, essay):
        """A table of its word that is drawn, and named by a sentence with it."""
        kind = self.random.choice(['bars', 'lines', 'slopes', 'dots'])
        return '| Year | %s |\n|---|---|\n| 2001 | 1 |\n| 2003 | 2 |\n\n[chart: %s] Of %s.\n\n' % (essay.word, kind, essay.word)

    def variant_of(self, essay):
        """What is gone or held back whole cannot be named."""
        original = essay.original
        if original not in self.essays or self.is_held_whole(original) or original.original:
            return ''
        return 'variant_of: %s\n' % os.path.basename(original.path)[:-len('.md')]

    def title(self, essay):
        return essay.word.replace('canary', 'title')

    def look_at_names(self, essay):
        names = {self.title(essay), os.path.basename(essay.path)[:-len('.md')].split('-')[1]}
        essay.names |= names
        if not self.is_held_whole(essay):
            essay.was_named |= names

    def is_held(self, essay):
        return bool(essay.hold) or '_drafts' in essay.path

    def is_held_whole(self, essay):
        return '_drafts' in essay.path or essay.hold in WHOLLY

    # The edits.
    def create(self):
        self.serial += 1
        essay = Essay(self.serial)
        essay.hold = self.random.choice(HOLDS) if self.random.random() < 0.3 else None
        self.essays.append(essay)
        self.write(essay, True)
        self.note('create', essay.path, essay.hold)

    def restrict(self):
        essay = self.random.choice(self.essays)
        essay.hold = self.random.choice(HOLDS)
        self.write(essay, False)
        self.note('restrict', essay.path, essay.hold)

    def open(self):
        essay = self.random.choice(self.essays)
        if '_drafts' in essay.path:
            self.move(essay, 'content/essays/' + os.path.basename(essay.path))
        essay.hold = None
        self.write(essay, self.random.random() < 0.7)
        self.note('open', essay.path, essay.word)

    def fresh(self, folder, letter):
        self.count += 1
        return '%s/%s%d-name%dx.md' % (folder, letter, self.count, self.count)

    def move(self, essay, path):
        if os.path.exists(os.path.join(self.folder, path)):
            path = self.fresh(os.path.dirname(path), 'm')
        os.rename(os.path.join(self.folder, essay.path), os.path.join(self.folder, path))
        essay.path = path
        if essay.word:
            self.look_at_names(essay)

    def rename(self):
        essay = self.random.choice(self.essays)
        self.move(essay, self.fresh(os.path.dirname(essay.path), 'r'))
        if self.random.random() < 0.4:
            essay.hold = self.random.choice(HOLDS)
            self.write(essay, False)
        self.note('rename', essay.path, essay.hold)

    def reuse(self):
        essay = self.random.choice(self.essays)
        path = essay.path
        essay.hold = self.random.choice(HOLDS)
        self.move(essay, self.fresh(os.path.dirname(path), 'u'))
        self.write(essay, False)
        self.serial += 1
        other = Essay(self.serial)
        other.path = path
        self.essays.append(other)
        self.write(other, True)
        self.note('reuse', path, essay.path, essay.hold)

    def pair(self):
        essay, original = self.random.sample(self.essays, 2)
        if essay.original or any(other.original is essay for other in self.essays):
            essay.original = None
        else:
            essay.original = original
        self.note('pair', essay.path, essay.original and original.path)

    def settle(self):
        """What was renamed or held back meanwhile is named as it is now, or not at all."""
        for essay in self.essays:
            if essay.says_of != self.variant_of(essay):
                self.write(essay, False)

    def draft(self):
        essay = self.random.choice(self.essays)
        if '_drafts' not in essay.path:
            self.move(essay, 'content/essays/_drafts/' + os.path.basename(essay.path))
        self.note('draft', essay.path)

    def remove(self):
        if len(self.essays) < 3:
            return
        essay = self.essays.pop(self.random.randrange(len(self.essays)))
        os.remove(os.path.join(self.folder, essay.path))
        self.gone |= essay.words - essay.was_open
        self.nameless |= essay.names - essay.was_named
        self.told |= essay.was_named  # by the page that says that it is gone
        self.note('remove', essay.path)

    def commit(self):
        self.git('add', '-A')
        self.git('commit', '-q', '--allow-empty', '-m', 'c')
        self.note('commit')

    def tag(self):
        self.tags += 1
        self.git('tag', 'ed/%d' % self.tags)
        self.note('tag')

    def stage(self):
        self.git('add', '-A')
        self.note('stage')

    # What must be.
    def secret(self):
        words = set(self.gone)
        for essay in self.essays:
            words |= essay.words if self.is_held(essay) else essay.words - essay.was_open
        return words

    def unnamed(self):
        """Words of titles and names that must stand nowhere, and those that may stand in editions alone."""
        never = self.nameless.union(*(essay.names - essay.was_named for essay in self.essays))
        now_open = set().union(*(essay.was_named for essay in self.essays if not self.is_held_whole(essay)))
        now_held = set().union(*(essay.was_named for essay in self.essays if self.is_held_whole(essay)))
        return never - now_open - now_held - self.told, now_held - now_open - self.told

    def check(self):
        built = subprocess.run([self.program, 'build', '-s', self.folder, '-v'], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        site, secret, (nowhere, in_editions) = {}, self.secret(), self.unnamed()
        if built.returncode not in (0, 1):
            raise SystemExit('status %d\n%s\n%s' % (built.returncode, '\n'.join(self.said), built.stdout.decode()))
        for folder, _, names in os.walk(self.folder + '/site') if built.returncode == 0 else ():
            for name in names:
                with open(os.path.join(folder, name), 'rb') as file:
                    site[os.path.relpath(os.path.join(folder, name), self.folder + '/site')] = file.read()
        leaks = [(word, 'what was printed') for word in secret if word.encode() in built.stdout]
        for word in secret | nowhere | in_editions:
            leaks += [(word, name) for name, data in site.items()
                      if (word.encode() in data or word in name) and not (word in in_editions and name.startswith('editions/'))]
        return built.returncode == 0, leaks

    def run(self, steps):
        edits = [self.create, self.restrict, self.restrict, self.open, self.rename, self.rename, self.reuse, self.draft, self.remove,
                 self.pair, self.pair]
        done = 0
        for _ in range(steps):
            for _ in range(self.random.choice((1, 1, 2))):
                self.random.choice(edits)()
            self.settle()
            self.random.choice((self.commit, self.commit, self.stage, lambda: None))()
            if self.random.random() < 0.4:
                self.tag()
            built, leaks = self.check()
            done += built
            if leaks:
                return done, leaks
        return done, []


def main():
    program, folder, sequences, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    failed = builds = 0
    for number in range(sequences):
        here = '%s/%d' % (folder, number)
        sequence = Sequence(program, here, seed + number)
        done, leaks = sequence.run(6)
        builds += done
        if leaks:
            failed += 1
            print('FAILED seed %d: %s\n    %s' % (seed + number, '; '.join('%s in %s' % leak for leak in leaks[:4]), '\n    '.join(sequence.said)))
        else:
            print('ok seed %d' % (seed + number))
        shutil.rmtree(here)
    print("%d passed, %d failed" % (sequences - failed, failed))
    return failed > 0 or builds < sequences


if __name__ == '__main__':
    sys.exit(main())
