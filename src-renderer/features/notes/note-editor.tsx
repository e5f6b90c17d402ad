import { Collaboration } from '@tiptap/extension-collaboration';
import { Placeholder } from '@tiptap/extension-placeholder';
import { TaskItem } from '@tiptap/extension-task-item';
import { TaskList } from '@tiptap/extension-task-list';
import { EditorContent, useEditor, useEditorState, type Editor } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import { useFormat } from '../../app/i18n/use-format.ts';
import { useOutcome } from '../../app/use-outcome.ts';
import { run } from '../../bridge/run.ts';
import { useConnection } from '../../bridge/use-connection.ts';
import { Toggle } from '../../ui/button.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { useSay } from '../../ui/toast.tsx';
import { NoteDoc } from './note-doc.ts';
import { LONGEST_NOTE, noteLength } from './note-length.ts';
import { theUnsentNotes } from './the-unsent-notes.ts';

type Body = NonNullable<QueryResult<'note.body'>>;

const QUIET_MS = 400;
const EXCERPT = 600;

/** The text of a note. It is saved when typing pauses, when the note is left, and when the window closes. */
export function NoteEditor({ body, autoFocus }: { body: Body; autoFocus: boolean }): ReactElement | null {
  const { t } = useTranslation('notes');
  const tell = useOutcome();
  const say = useSay();
  const format = useFormat();
  const connected = useConnection();
  const { id } = body.note;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef((): string => '');
  const saveRef = useRef<() => void>(() => undefined);
  const left = useRef(false);
  const [note] = useState(() => {
    const opened = new NoteDoc(() => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => saveRef.current(), QUIET_MS);
    });
    opened.take(body.updates);
    return opened;
  });
  useEffect(() => void note.take(body.updates), [note, body.updates]);
  useEffect(() => {
    for (const { update } of theUnsentNotes().take(id)) note.resume(update);
  }, [note, id]);

  const editor = useEditor({
    extensions: [
      StarterKit.configure({ undoRedo: false }),
      TaskList,
      TaskItem.configure({ nested: true }),
      Placeholder.configure({ placeholder: t('placeholder') }),
      Collaboration.configure({ document: note.doc, field: 'default' }),
      noteLength(() => say({ text: t('tooLong', { most: format.number(LONGEST_NOTE) }), icon: 'warn' })),
    ],
    // The desk's policy allows no inline style; the sheet beside this file says what the editor needs.
    injectCSS: false,
    editable: body.editable,
    autofocus: autoFocus ? 'end' : false,
    editorProps: {
      attributes: { 'aria-label': t('body'), 'aria-multiline': 'true', role: 'textbox', class: 'note-text' },
    },
  });

  useEffect(() => {
    latest.current = () => editor.getText({ blockSeparator: '\n' });
  }, [editor]);
  const save = useCallback((): void => {
    clearTimeout(timer.current);
    const update = note.takeTyped();
    if (update === null) return;
    const excerpt = latest.current().trim().slice(0, EXCERPT);
    const text = { update, excerpt };
    void run('note.write', { id, ...text }).then((done) => {
      if (tell(done)) return;
      if (left.current) theUnsentNotes().keep(id, text);
      else note.putBack(update);
    });
  }, [note, id, tell]);
  useEffect(() => {
    saveRef.current = save;
  }, [save]);
  useEffect(() => {
    if (connected) save();
  }, [connected, save]);
  useEffect(() => {
    // While the desk's own program is down there is nobody to save it: the person is asked before the window closes.
    const ask = (event: BeforeUnloadEvent): void => {
      if (!connected && note.hasTyped) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [connected, note]);
  useEffect(() => {
    const leave = (): void => saveRef.current();
    left.current = false;
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', leave);
    return () => {
      left.current = true;
      leave();
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', leave);
    };
  }, []);

  return (
    <div className="note-editor" onBlur={save}>
      {body.editable ? <Tools editor={editor} /> : null}
      <EditorContent editor={editor} className="note-body" />
    </div>
  );
}

function Tools({ editor }: { editor: Editor }): ReactElement {
  const { t } = useTranslation('notes');
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      heading: now.isActive('heading'),
      bullets: now.isActive('bulletList'),
      tasks: now.isActive('taskList'),
      quote: now.isActive('blockquote'),
    }),
  });
  const tools: { name: keyof typeof on; icon: IconName; run: () => void }[] = [
    { name: 'bold', icon: 'bold', run: () => editor.chain().focus().toggleBold().run() },
    { name: 'italic', icon: 'italic', run: () => editor.chain().focus().toggleItalic().run() },
    { name: 'heading', icon: 'heading', run: () => editor.chain().focus().toggleHeading({ level: 2 }).run() },
    { name: 'bullets', icon: 'list', run: () => editor.chain().focus().toggleBulletList().run() },
    { name: 'tasks', icon: 'task', run: () => editor.chain().focus().toggleTaskList().run() },
    { name: 'quote', icon: 'quote', run: () => editor.chain().focus().toggleBlockquote().run() },
  ];
  return (
    <div className="note-tools" role="toolbar" aria-label={t('tools')}>
      {tools.map((tool) => (
        <Toggle
          key={tool.name}
          size="s"
          kind="quiet"
          icon={tool.icon}
          label={t(tool.name)}
          on={on[tool.name]}
          onChange={tool.run}
        />
      ))}
    </div>
  );
}
